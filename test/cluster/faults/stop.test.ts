import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { giveUpAfter } from '../../../src/cluster/supervisor/crash-loop.ts'
import { writeApp } from '../apps.ts'
import { requestInFlight } from '../held-request.ts'
import { isAlive } from '../processes.ts'
import { launch, type Server, startServer } from '../server.ts'
import { eventually, until } from '../wait.ts'
import { describe, failures, get, startLoad } from './load.ts'
import { fixture } from './ours.ts'
import { timeLimit } from './pace.ts'

test('T16 term: a request in flight is answered with Connection: close, new ones are refused, exit 0 in 0.2 s after it', async t => {
  await serving([], async server => {
    const limit = await timeLimit(200)
    const request = await requestInFlight(server)
    server.signal('SIGTERM')
    const refused = await eventually(async () => (await get(server)).outcome === 'refused', 10)
    await sleep(2000)
    const answered = performance.now()
    request.letGo()
    const answer = await request.answer
    const { code } = await server.exited
    const milliseconds = Math.round(performance.now() - answered)
    const allowed = await limit()

    t.diagnostic(`T16 term: ${answer.outcome}, then exit ${code} after ${milliseconds} ms of ${allowed}`)
    assert.equal(answer.outcome, 'ok')
    assert.equal(answer.headers.connection, 'close')
    assert.ok(refused, 'new connections were still accepted')
    assert.equal(code, 0)
    assert.ok(milliseconds < allowed, `${milliseconds} ms of ${allowed}`)
  })
})

test('T17 int: with a request in flight the server ends in 0.5 s', async t => {
  await serving([], async server => {
    get({ port: server.port, path: '/slow?10000' })
    await until('a request in flight', async () => (await requestsInFlight(server)) === 1)
    const limit = await timeLimit(500)
    const { code, milliseconds } = await endOf(server, 'SIGINT')
    const allowed = await limit()
    t.diagnostic(`T17 int: exit ${code} after ${milliseconds} ms of ${allowed}`)
    assert.equal(code, 0)
    assert.ok(milliseconds < allowed, `${milliseconds} ms of ${allowed}`)
  })
})

test('T17 second signal: INT after TERM ends the server in 0.5 s', async t => {
  await serving([], async server => {
    get({ port: server.port, path: '/slow?10000' })
    await until('a request in flight', async () => (await requestsInFlight(server)) === 1)
    const limit = await timeLimit(500)
    server.signal('SIGTERM')
    await server.logged(/Handling signal: term/i)
    const { milliseconds } = await endOf(server, 'SIGINT')
    const allowed = await limit()
    t.diagnostic(`T17 second signal: ended after ${milliseconds} ms of ${allowed}`)
    assert.ok(milliseconds < allowed, `${milliseconds} ms of ${allowed}`)
  })
})

test('T17 Ctrl-C: workers that get the SIGINT of a terminal go on until the supervisor ends them', async () => {
  await serving([], async server => {
    const before = await server.workers()
    for (const pid of before) process.kill(pid, 'SIGINT')
    await sleep(1000)
    assert.deepEqual(await server.workers(), before)
    assert.deepEqual(before.filter(isAlive), before)
    process.kill(-server.pid, 'SIGINT')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
    assert.deepEqual(before.filter(isAlive), [])
  })
})

test('T19 lame duck: with --drain-delay 3 /ready says 503 at once, and clients are served for 3 s more', async t => {
  await serving(['--drain-delay', '3'], async server => {
    const load = startLoad(server)
    await sleep(500)
    server.signal('SIGTERM')
    const asked = performance.now()
    await server.logged(/Handling signal: term/i)
    const ready = await get({ port: server.adminPort, path: '/ready' })
    await sleep(asked + 2800 - performance.now())
    const tally = await load.stop()
    const late = await get(server)
    const seconds = (performance.now() - asked) / 1000

    t.diagnostic(
      `T19 lame duck: /ready ${ready.status}; ${describe(tally)}; served ${seconds.toFixed(2)} s after TERM`,
    )
    assert.equal(ready.status, 503)
    assert.equal(failures(tally), 0, describe(tally))
    assert.ok(seconds > 3 || late.outcome === 'ok', `${late.outcome} ${seconds} s after TERM`)
    assert.deepEqual(await server.exited, { code: 0, signal: null })
  })
})

test('T23 orphan: workers whose supervisor is killed are gone in 2 s', async t => {
  await serving([], async server => {
    const workers = await server.workers()
    const limit = await timeLimit(2000)
    const killed = performance.now()
    process.kill(server.pid, 'SIGKILL')
    const gone = await eventually(() => !workers.some(isAlive), 10)
    const milliseconds = Math.round(performance.now() - killed)
    const allowed = await limit()
    t.diagnostic(`T23 orphan: ${workers.length} workers gone after ${milliseconds} ms of ${allowed}`)
    assert.ok(
      gone && milliseconds < allowed,
      `${workers.filter(isAlive).length} alive after ${milliseconds} ms`,
    )
  })
})

test('a stop during a crash loop answers what is in flight, and exits 0', async () => {
  const app = writeApp(mortal)
  const server = await launch({ app: `${app.path}:serve`, workers: 1, flags: ['--boot-timeout', '120'] })
  try {
    await until(
      'two crashes',
      () => server.log.filter(({ msg }) => / exited with code 9$/.test(msg)).length > 1,
    )
    app.put('lives')
    // From then on the server would give up, but for the worker that boots.
    await sleep(giveUpAfter + 1000)
    app.put('boots')
    await until('a worker that serves', async () => (await server.workers()).length === 1)
    const inFlight = get({ port: server.port, path: '/slow' })
    await until('a request in flight', async () => (await requestsInFlight(server)) === 1)
    server.signal('SIGTERM')
    await server.logged(/^Handling signal: term/)
    // Long enough for many looks at whether to give up.
    await sleep(500)
    app.put('answers')
    assert.equal((await inFlight).outcome, 'ok')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
  } finally {
    await server.stop()
  }
})

/** Its worker dies young, until there is a file `lives`; then it boots when there is one `boots`, and answers when one `answers`. */
const mortal = `
if (!existsSync(beside('lives'))) setTimeout(() => process.exit(9), 200)
else await there('boots')
export const serve = async (request, response) => {
  await there('answers')
  app(request, response)
}`

async function serving(flags: readonly string[], body: (server: Server) => Promise<void>): Promise<void> {
  const server = await startServer({ app: fixture('app'), flags })
  try {
    await body(server)
  } finally {
    await server.stop()
  }
}

async function requestsInFlight(server: Server): Promise<number> {
  const { workers } = await server.status()
  return workers.reduce((sum, { requestsInFlight }) => sum + requestsInFlight, 0)
}

async function endOf(server: Server, signal: NodeJS.Signals) {
  const asked = performance.now()
  server.signal(signal)
  const exit = await server.exited
  return { ...exit, milliseconds: Math.round(performance.now() - asked) }
}
