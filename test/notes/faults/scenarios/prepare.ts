import { setTimeout as sleep } from 'node:timers/promises'
import { get } from '../../../cluster/faults/load.ts'
import { launch } from '../../../cluster/server.ts'
import { eventually, until } from '../../../cluster/wait.ts'
import { startDatabase } from '../databases.ts'
import { both, flags, missed, patience, type Scenario, service } from './scenario.ts'

const servers = 8

export const prepareTogether: Scenario = {
  name: 'prepare together',
  criterion: `${servers} servers prepare one empty database at once: every one starts, and each step is taken once`,
  databases: both,
  async run(name) {
    const database = await startDatabase(name)
    const setup = { app: service, workers: 1, env: database.env, flags }
    const all = await Promise.all(Array.from({ length: servers }, () => launch(setup)))
    try {
      const ready = await Promise.all(
        all.map(({ adminPort }) =>
          until(
            'a server',
            async () => (await get({ port: adminPort, path: '/ready' })).outcome === 'ok',
            patience,
          ).catch(() => false),
        ),
      )
      const started = ready.filter(Boolean).length
      const makers = all.filter(({ log }) => log.some(({ msg }) => msg.startsWith('Tables made'))).length
      const steps = await database.query<{ name: string }>('select name from migration_steps')
      const answers = await Promise.all(all.map(({ port }) => get({ port, path: '/notes' })))
      const serving = answers.filter(({ outcome }) => outcome === 'ok').length
      return {
        figure: `${started} of ${servers} started, ${makers} made the tables, steps ${steps.length}`,
        misses: missed([
          [started < servers, `only ${started} started`],
          [makers !== 1, `${makers} servers made the tables`],
          [steps.length !== 1, `steps: ${steps.map(step => step.name)}`],
          [serving < servers, `only ${serving} serve notes`],
        ]),
      }
    } finally {
      await Promise.all(all.map(server => server.stop()))
      await database.remove()
    }
  },
}

const busySeconds = 5

export const prepareBesideWriter: Scenario = {
  name: 'prepare beside a writer',
  criterion: `a server starts while another process holds SQLite's lock for ${busySeconds} s: it waits, and starts`,
  databases: ['SQLite'],
  async run(name) {
    const { DatabaseSync } = await import('node:sqlite')
    const { env, remove } = await startDatabase(name)
    const other = new DatabaseSync(env.SQLITE_FILE ?? '')
    other.exec('pragma journal_mode = wal; begin immediate; create table others (id integer)')
    const server = await launch({ app: service, workers: 1, env, flags })
    try {
      await server.logged(/Preparing/, patience)
      await sleep(busySeconds * 1000)
      other.exec('commit')
      other.close()
      const ready = async () => (await get({ port: server.adminPort, path: '/ready' })).outcome === 'ok'
      const starts = await Promise.race([eventually(ready, patience), server.exited.then(() => undefined)])
      return {
        figure: starts ? 'it started' : 'it did not start',
        misses: missed([[!starts, `it ended: ${server.errors()}`]]),
      }
    } finally {
      await server.stop()
      await remove()
    }
  },
}
