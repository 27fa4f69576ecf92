/** The API in a container, with its data on a volume or beside a PostgreSQL: for what only a container can suffer. */

import { get } from '../../cluster/faults/load.ts'
import { freePort, until } from '../../cluster/wait.ts'
import { docker, succeed } from '../../containers/docker.ts'

/** Seconds for what takes a few on a quiet machine. */
const patience = 300

export type Container = {
  readonly name: string
  readonly port: number
  /** The pids of the workers, as the container counts them; empty while it does not serve. */
  workers(): Promise<number[]>
  /** Starts it again, and waits until its four workers serve. */
  start(): Promise<void>
  /** Reads the file of SQLite, in a process beside the workers. */
  query<Row>(sql: string): Promise<Row[]>
  remove(): Promise<void>
}

/** Builds the image of the API; a second time it is there already. */
async function buildImage(): Promise<string> {
  return (await succeed(['build', '--quiet', '--target', 'api', '.'])).trim()
}

/** @param flags of `docker run`: where the data lies */
export async function startContainer(flags: readonly string[]): Promise<Container> {
  const image = await buildImage()
  const port = await freePort()
  const name = `test-faults-api-${process.pid}-${port}`
  const publish = ['--publish', `127.0.0.1:${port}:5000`]
  await succeed([
    'run',
    '--detach',
    '--init',
    '--read-only',
    '--name',
    name,
    ...publish,
    ...flags,
    image,
    '--workers',
    '4',
    '--no-access-log',
    ...['--boot-timeout', '300', '--max-loop-delay', '0'],
  ])
  const inside = async <Value>(script: string): Promise<Value | undefined> => {
    const { code, stdout, stderr } = await docker(['exec', name, 'node', '-e', script])
    if (code !== 0 && stderr.includes('SQLITE')) throw new Error(stderr)
    return code === 0 ? JSON.parse(stdout) : undefined
  }
  const container: Container = {
    name,
    port,
    async workers() {
      const status = `fetch('http://127.0.0.1:5001/status').then(async answer => console.log(await answer.text()))`
      const { workers = [] } = (await inside<{ workers: { pid: number; state: string }[] }>(status)) ?? {}
      return workers.filter(({ state }) => state === 'ready').map(({ pid }) => pid)
    },
    async start() {
      await succeed(['start', name])
      await serves()
    },
    async query<Row>(sql: string) {
      const script = `const { DatabaseSync } = require('node:sqlite')
        const database = new DatabaseSync(process.env.SQLITE_FILE)
        console.log(JSON.stringify(database.prepare(${JSON.stringify(sql)}).all()))`
      const rows = await inside<Row[]>(script)
      if (rows === undefined) throw new Error('the file of SQLite could not be read')
      return rows
    },
    remove: async () => {
      await succeed(['rm', '--force', '--volumes', name])
    },
  }
  const serves = () =>
    until(
      'a container that serves',
      async () => {
        const running = await succeed(['inspect', '--format', '{{.State.Running}}', name])
        if (running.trim() === 'false') throw new Error('the container has ended')
        const serves = (await get({ port, path: '/health' })).outcome === 'ok'
        return serves && (await container.workers()).length === 4
      },
      patience,
    )
  await serves().catch(async error => {
    const { stdout, stderr } = await docker(['logs', name])
    await container.remove()
    throw new Error(`${error}\n${stdout}${stderr}`)
  })
  return container
}
