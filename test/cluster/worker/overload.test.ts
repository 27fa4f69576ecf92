import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { watchEventLoop } from '../../../src/cluster/worker/overload.ts'
import { type Answer, get } from '../faults/load.ts'
import type { Server } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

/** More than a worker does in 100 ms. */
const requests = 40
const path = '/compute?ms=50'

/** Requests that arrive at once, each on a connection of its own that has served one already. */
async function burst(server: Server): Promise<Answer[]> {
  const agents = Array.from({ length: requests }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  await Promise.all(agents.map(agent => get({ ...server, agent })))
  const answers = await Promise.all(agents.map(agent => get({ ...server, path, agent })))
  for (const agent of agents) agent.destroy()
  return answers
}

function refusedOf(answers: Answer[]): Answer[] {
  return answers.filter(({ status }) => status === 503)
}

test('a worker that is later than --max-loop-delay refuses further requests, and counts them', async () => {
  await serving({ flags: ['--max-loop-delay', '0.1'] }, async server => {
    const answers = await burst(server)
    const refused = refusedOf(answers)
    assert.ok(refused.length > 0 && refused.length < requests, `${refused.length} of ${requests}`)
    assert.ok(answers.every(({ status }) => status === 200 || status === 503))

    for (const { headers, body } of refused) {
      assert.equal(headers['retry-after'], '1')
      assert.equal(headers['content-type'], 'application/problem+json')
      assert.equal(JSON.parse(body).status, 503)
    }

    await until('a count of the refusals', async () => {
      const [worker] = (await server.status()).workers
      return worker?.requestsRefused === refused.length
    })
    const metrics = await get({ port: server.adminPort, path: '/metrics' })
    assert.match(metrics.body, new RegExp(`^cluster_requests_refused_total ${refused.length}$`, 'm'))
    await server.logged(/^Refusing requests: the event loop is over 0.1 s late/)
    assert.equal((await server.logged(/^Answering all requests again/)).refused, refused.length)
  })
})

test('the connection of a refused request stays', async () => {
  await serving({ flags: ['--max-loop-delay', '0.1'] }, async server => {
    const refused = refusedOf(await burst(server))
    assert.ok(refused.every(({ headers }) => headers.connection === 'keep-alive'))
  })
})

test('with --max-loop-delay 0 a late worker answers everything', async () => {
  await serving({ flags: ['--max-loop-delay', '0'] }, async server => {
    assert.deepEqual(refusedOf(await burst(server)), [])
  })
})

test('a request that came while the worker was stopped is answered', async () => {
  await serving({ flags: ['--max-loop-delay', '0.1'] }, async server => {
    const agent = new Agent({ keepAlive: true })
    await get({ ...server, agent })
    const [worker = 0] = await server.workers()
    process.kill(worker, 'SIGSTOP')
    const answer = get({ ...server, agent })
    await sleep(500)
    process.kill(worker, 'SIGCONT')
    assert.equal((await answer).status, 200)
    agent.destroy()
  })
})

/** An event loop whose time the test makes: what it has worked, and what it was stopped for. */
function eventLoopOf(t: TestContext, maxDelay: number) {
  let [now, active] = [0, 0]
  t.mock.method(performance, 'now', () => now)
  t.mock.method(performance, 'eventLoopUtilization', (before = { active: 0 }) => ({
    active: active - before.active,
  }))
  t.mock.timers.enable({ apis: ['setInterval'] })
  const loop = watchEventLoop(maxDelay)
  return {
    loop,
    isRefused: () => loop.refuseIfLate() !== undefined,
    tick: () => t.mock.timers.tick(50),
    pause(milliseconds: number) {
      now += milliseconds
    },
    work(milliseconds: number) {
      now += milliseconds
      active += milliseconds
    },
  }
}

test('a request that is read later than the limit and a tick is refused, and so are all behind it', async t => {
  const { loop, isRefused, work } = eventLoopOf(t, 100)
  await nextTurn()
  work(149)
  assert.equal(isRefused(), false)
  work(1)
  assert.deepEqual([isRefused(), isRefused()], [true, true])
  assert.equal(loop.refused(), 2)
})

test('the turn in which a worker starts is not measured', t => {
  const { isRefused, work } = eventLoopOf(t, 100)
  work(10_000)
  assert.equal(isRefused(), false)
})

test('each tick gives the loop its time anew', async t => {
  const { isRefused, work, tick } = eventLoopOf(t, 100)
  await nextTurn()
  for (let turn = 0; turn < 5; turn += 1) {
    work(149)
    assert.equal(isRefused(), false)
    tick()
  }
})

test('a process that was stopped refuses nothing for it, but for work beyond the limit', async t => {
  const { isRefused, work, pause } = eventLoopOf(t, 100)
  await nextTurn()
  pause(10_000)
  work(100)
  assert.equal(isRefused(), false)
  work(1)
  assert.equal(isRefused(), true)
})

test('as long as requests are refused, a quarter of the limit counts', async t => {
  const { isRefused, work, tick } = eventLoopOf(t, 100)
  await nextTurn()
  work(150)
  assert.equal(isRefused(), true)
  tick()
  for (let turn = 0; turn < 3; turn += 1) await nextTurn()
  work(74)
  assert.equal(isRefused(), false)
  work(1)
  assert.equal(isRefused(), true)
  for (let turn = 0; turn < 3; turn += 1) await nextTurn()
  tick()
  tick()
  work(149)
  assert.equal(isRefused(), false)
})

test('while connections wait to be accepted, requests are refused, for a quarter of the limit', async t => {
  const { loop, isRefused, work, pause, tick } = eventLoopOf(t, 100)
  await nextTurn()
  work(150)
  assert.equal(isRefused(), true)
  tick()
  for (let turn = 0; turn < 5; turn += 1) {
    await nextTurn()
    loop.noteConnection()
    assert.equal(isRefused(), true)
  }
  pause(25)
  for (let turn = 0; turn < 2; turn += 1) {
    await nextTurn()
    loop.noteConnection()
  }
  assert.equal(isRefused(), false)
})

test('when no connection waits, requests are answered again in the turn after the next', async t => {
  const { isRefused, work, tick } = eventLoopOf(t, 100)
  await nextTurn()
  work(150)
  assert.equal(isRefused(), true)
  tick()
  for (let turn = 0; turn < 3; turn += 1) await nextTurn()
  assert.equal(isRefused(), false)
})
