/** What is done to the workers while others write: reloads, and deaths. */
import { setTimeout as sleep } from 'node:timers/promises'
import { timeLimit } from '../../../cluster/faults/pace.ts'
import { eventually } from '../../../cluster/wait.ts'
import { describeRecord, retried, startWriters } from '../writers.ts'
import {
  both,
  faultsIn,
  isComplete,
  missed,
  patience,
  type Scenario,
  unanswered,
  withService,
} from './scenario.ts'

const reloads = 7
const seconds = 10

export const reload: Scenario = {
  name: 'reload',
  criterion: `20 writers, ${seconds} s, ${reloads} HUPs: every 201 is in the database once, every 409 was right, and nothing else happens`,
  databases: both,
  run: name =>
    withService(name, async (server, database) => {
      const pace = await timeLimit(100)
      const before = await server.workers()
      const writers = startWriters(server.port)
      const started = performance.now()
      for (let i = 0; i < reloads; i++) {
        await sleep(Math.max(0, started + (i * seconds * 1000) / reloads - performance.now()))
        server.signal('SIGHUP')
      }
      await sleep(Math.max(0, started + seconds * 1000 - performance.now()))
      const renewed = await eventually(async () => {
        const { lastReload } = await server.status()
        return lastReload?.outcome === 'complete' && isComplete(server, before)
      }, patience)
      const record = await writers.stop()
      // A machine with far too much to do exceeds the time limits of connections and statements.
      const isBusy = (await pace()) > 400
      return {
        figure: describeRecord(record),
        misses: [
          ...(await faultsIn(record, database)),
          ...missed([
            [retried(record) > 0 && !isBusy, `${retried(record)} requests failed: ${[...record.details]}`],
            [!renewed, 'the workers were not replaced'],
            [writers.acknowledged() < 100, 'too few notes to tell'],
          ]),
        ],
      }
    }),
}

export const killWorkers: Scenario = {
  name: 'kill workers',
  criterion:
    'SIGKILL to each of 4 workers in turn under 20 writers, who ask again under the same key: no acknowledged note is missing, none is there twice',
  databases: both,
  run: name =>
    withService(name, async (server, database) => {
      const writers = startWriters(server.port)
      const victims = await server.workers()
      let replaced = true
      for (const victim of victims) {
        await sleep(1000)
        process.kill(victim, 'SIGKILL')
        const isReplaced = await eventually(() => isComplete(server, [victim]), patience)
        replaced &&= isReplaced === true
      }
      await sleep(1000)
      const record = await writers.stop()
      return {
        figure: describeRecord(record),
        misses: [
          ...(await faultsIn(record, database)),
          ...missed([[!replaced, 'a worker was not replaced'], unanswered(record)]),
        ],
      }
    }),
}

const kills = 20

export const killConnections: Scenario = {
  name: 'kill connections',
  criterion: `every connection of the workers is ended by PostgreSQL, ${kills} times under 20 writers, many of them within a transaction: no acknowledged note is missing, none is there twice, and no worker is replaced`,
  databases: ['PostgreSQL'],
  run: name =>
    withService(name, async (server, database) => {
      const before = await server.workers()
      const writers = startWriters(server.port)
      for (let i = 0; i < kills; i++) {
        const written = writers.acknowledged()
        await eventually(() => writers.acknowledged() > written + 20, patience)
        await database.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where pid <> pg_backend_pid() and backend_type = 'client backend'`,
        )
      }
      const record = await writers.stop()
      const after = await server.workers()
      return {
        figure: describeRecord(record),
        misses: [
          ...(await faultsIn(record, database)),
          ...missed([
            [record.retries.size === 0, 'nobody noticed'],
            [`${before}` !== `${after}`, 'workers were replaced'],
            unanswered(record),
          ]),
        ],
      }
    }),
}
