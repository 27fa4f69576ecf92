/** A late event loop, at times that a test makes; with the server around it, it is in max-loop-delay.test.ts. */
import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { watchEventLoop } from '../../../src/cluster/worker/overload.ts'
import { logged } from './logged.ts'

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

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn()
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

test('what is refused may be tried again in a second', async t => {
  const { loop, work } = eventLoopOf(t, 100)
  await nextTurn()
  work(150)
  const { status, headers } = loop.refuseIfLate() ?? {}
  assert.deepEqual([status, headers], [503, { 'Retry-After': '1' }])
})

test('without a limit nothing is refused', async t => {
  const { isRefused, work } = eventLoopOf(t, 0)
  await nextTurn()
  work(10_000)
  assert.equal(isRefused(), false)
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
  await turns(3)
  work(74)
  assert.equal(isRefused(), false)
  work(1)
  assert.equal(isRefused(), true)
  await turns(3)
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
  await turns(3)
  assert.equal(isRefused(), false)
})

test('the log tells an overload once, and when it is over for a second, with how many were refused', async t => {
  const lines = logged(t)
  const said = () => lines.map(({ level, msg, refused }) => [level, msg, refused])
  const { isRefused, work, pause, tick } = eventLoopOf(t, 100)
  await nextTurn()
  for (const later of [150, 900]) {
    work(later)
    assert.deepEqual([isRefused(), isRefused()], [true, true])
    tick()
    tick()
    await turns(3)
  }
  pause(1000)
  tick()
  const begins = ['warn', 'Refusing requests: the event loop is over 0.1 s late', undefined]
  assert.deepEqual(said(), [begins])
  pause(1)
  tick()
  tick()
  const ends = ['info', 'Answering all requests again']
  assert.deepEqual(said(), [begins, [...ends, 4]])
  work(200)
  assert.equal(isRefused(), true)
  tick()
  pause(1001)
  tick()
  assert.deepEqual(said(), [begins, [...ends, 4], begins, [...ends, 1]])
})
