/** A PostgreSQL that is away for a while, or has no connection left, or does not get to its work. */
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { type Answer, ask, get } from '../../../cluster/faults/load.ts'
import { eventually, until } from '../../../cluster/wait.ts'
import { docker, succeed } from '../../../containers/docker.ts'
import { startPostgres } from '../databases.ts'
import { isComplete, missed, patience, type Scenario, withDatabase, withService } from './scenario.ts'

/** Milliseconds in which every call must be answered: the time limits of a connection and of a statement, and as much again. */
const longest = 20_000

const seconds = 10

export const stopped: Scenario = {
  name: 'stop PostgreSQL',
  criterion: `PostgreSQL is stopped for ${seconds} s: meanwhile 503 with Retry-After for notes, 200 for the others; no worker is replaced; then 200 again by itself`,
  databases: ['PostgreSQL'],
  run: async () =>
    withDatabase(await startPostgres(), async (server, { container, start }) => {
      const { port } = server
      const before = await server.workers()
      await until('a first answer', async () => (await notes(port)).outcome === 'ok')
      await succeed(['stop', container])
      const callers = [startCallers(port, '/notes'), startCallers(port, '/name')]
      await sleep(seconds * 1000)
      const [away = [], others = []] = await Promise.all(callers.map(each => each.stop()))

      const starting = start()
      const back = await eventually(async () => (await notes(port)).outcome === 'ok', patience)
      const at = Date.now()
      await starting
      const accepting = await acceptingSince(container)
      // The workers open their connections again, all at once: on a busy machine not all of them come about in time.
      const isBack = await eventually(async () => {
        const again = await Promise.all(Array.from({ length: 40 }, () => notes(port)))
        return again.every(({ outcome }) => outcome === 'ok')
      }, patience)

      const unavailable = away.filter(isUnavailable).length
      const ok = others.filter(({ outcome }) => outcome === 'ok').length
      const slowest = Math.round(Math.max(...away.map(({ milliseconds }) => milliseconds)))
      return {
        figure: `notes ${unavailable} × 503 of ${away.length}, slowest ${slowest} ms; others ${ok} × 200 of ${others.length}; 200 again ${Math.max(0, at - accepting)} ms after PostgreSQL was ready`,
        misses: missed([
          [away.length === 0 || unavailable < away.length, `notes got ${kinds(away)}`],
          [others.length === 0 || ok < others.length, `the others got ${kinds(others)}`],
          [!back, 'notes did not come back'],
          [!isBack, 'not all calls got their 200 again'],
          [
            !(await isComplete(server)) || `${await server.workers()}` !== `${before}`,
            'workers were replaced',
          ],
        ]),
      }
    }),
}

const calls = 400

const maxConnections = 20

export const usedUp: Scenario = {
  name: 'no connection left',
  criterion: `others hold all ${maxConnections} connections of PostgreSQL, and ${calls} calls come at once: each gets a 503 with Retry-After; then 200 again by itself`,
  databases: ['PostgreSQL'],
  run: async () =>
    withDatabase(
      await startPostgres({ settings: { max_connections: maxConnections } }),
      async (server, { url }) => {
        const release = await holdAll(url)
        const answers = await callAtOnce(server.port)
        await release()
        const back = await eventually(async () => (await notes(server.port)).outcome === 'ok', patience)
        return refusals(answers, back)
      },
    ),
}

export const locked: Scenario = {
  name: 'lock the table',
  criterion: `another holds a lock on the table, and ${calls} calls come at once: each gets a 503 with Retry-After, in bounded time; others 200; then 200 again by itself`,
  databases: ['PostgreSQL'],
  run: async () =>
    withDatabase(await startPostgres(), async (server, { url }) => {
      const sql = postgres(url, { max: 1 })
      await sql.unsafe('begin; lock table notes in access exclusive mode')
      const others = startCallers(server.port, '/name')
      const answers = await callAtOnce(server.port)
      const tally = await others.stop()
      await sql.unsafe('commit')
      await sql.end()
      const back = await eventually(async () => (await notes(server.port)).outcome === 'ok', patience)
      const { figure, misses } = refusals(answers, back)
      const ok = tally.filter(({ outcome }) => outcome === 'ok').length
      return {
        figure: `${figure}; others ${ok} × 200 of ${tally.length}`,
        misses: [...misses, ...missed([[ok < tally.length, `the others got ${kinds(tally)}`]])],
      }
    }),
}

export const lockedFile: Scenario = {
  name: 'lock the file',
  criterion: `another process writes to SQLite's file for as long as ${calls} calls wait that come at once: each gets a 503 with Retry-After, in bounded time; no worker is replaced; then 200 again by itself`,
  databases: ['SQLite'],
  run: name =>
    withService(
      name,
      async (server, { env }) => {
        const before = await server.workers()
        const { DatabaseSync } = await import('node:sqlite')
        const other = new DatabaseSync(env.SQLITE_FILE ?? '')
        other.exec('begin immediate')
        const answers = await callAtOnce(server.port)
        other.exec('rollback')
        other.close()
        const back = await eventually(async () => (await notes(server.port)).outcome === 'ok', patience)
        const { figure, misses } = refusals(answers, back)
        const isSame = `${await server.workers()}` === `${before}`
        return { figure, misses: [...misses, ...missed([[!isSame, 'workers were replaced']])] }
      },
      ['--boot-timeout', '300'],
    ),
}

function refusals(answers: Answer[], back: true | undefined) {
  const unavailable = answers.filter(isUnavailable).length
  const slowest = Math.round(Math.max(...answers.map(({ milliseconds }) => milliseconds)))
  return {
    figure: `${unavailable} × 503 of ${answers.length}, slowest ${slowest} ms`,
    misses: missed([
      [unavailable < answers.length, `notes got ${kinds(answers)}`],
      [!back, 'notes did not come back'],
    ]),
  }
}

function notes(port: number): Promise<Answer> {
  return get({ port, path: '/notes?limit=1', timeout: longest })
}

function callAtOnce(port: number): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: calls }, (_, number) =>
      ask({
        port,
        path: '/notes',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title: `call ${number}`, text: '' }),
        timeout: longest,
      }),
    ),
  )
}

function isUnavailable({ status, headers }: Answer): boolean {
  return status === 503 && headers['retry-after'] === '1'
}

/** `200 × 3, 503 × 10, timeout × 1` */
function kinds(answers: readonly Answer[]): string {
  const counts = new Map<string, number>()
  for (const { status, outcome } of answers) {
    const kind = String(status ?? outcome)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts].map(([kind, count]) => `${kind} × ${count}`).join(', ') || 'no calls'
}

/** Eight clients that each send one GET after another. */
function startCallers(port: number, path: string) {
  const answers: Answer[] = []
  let stopped = false
  const clients = Array.from({ length: 8 }, async () => {
    while (!stopped) {
      answers.push(await get({ port, path, timeout: longest }))
      await sleep(20)
    }
  })
  return {
    async stop() {
      stopped = true
      await Promise.all(clients)
      return answers
    },
  }
}

/** When PostgreSQL last said that it accepts connections, in milliseconds since 1970. */
async function acceptingSince(container: string): Promise<number> {
  const { stderr } = await docker(['logs', '--timestamps', container])
  const line = stderr.split('\n').findLast(each => each.includes('ready to accept connections')) ?? ''
  return Date.parse(line.split(' ', 1)[0] ?? '')
}

/** Takes all connections that there are. Returns what gives them back. */
async function holdAll(url: string): Promise<() => Promise<void>> {
  const mark = 'held'
  const open = () => postgres(url, { max: 1, fetch_types: false, connection: { application_name: mark } })
  const first = open()
  const held = [first]
  await until('all connections', async () => {
    // Those of the workers, by which they have said that they are ready: an open one goes on to answer.
    await first`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where backend_type = 'client backend' and application_name <> ${mark}`
    const sql = open()
    try {
      await sql.unsafe('select 1')
      held.push(sql)
    } catch {
      // The place of one that has just ended is free a moment later.
    }
    return held.length === maxConnections
  })
  return async () => {
    await Promise.all(held.map(sql => sql.end()))
  }
}
