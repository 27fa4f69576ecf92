import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shareCalls } from '../../../src/cluster/worker/share-calls.ts'

test('whoever asks while a call runs gets its answer, and the next one a new call', async () => {
  let calls = 0
  const { promise, resolve } = withResolvers()
  const whyNotReady = shareCalls(() => {
    calls += 1
    return promise
  })
  const both = Promise.all([whyNotReady(), whyNotReady()])
  assert.equal(calls, 1)
  resolve(false)
  assert.deepEqual(await both, ['ready() of the app says no', 'ready() of the app says no'])
  await whyNotReady()
  assert.equal(calls, 2)
})

test('whatever is not false is yes', async () => {
  for (const answer of [undefined, true, 0, null]) assert.equal(await shareCalls(() => answer)(), undefined)
})

test('what it throws is no, on one line, and without the name of the error', async () => {
  const whyNotReady = shareCalls(() => {
    throw new TypeError('connect ECONNREFUSED\n  127.0.0.1:5432')
  })
  assert.equal(await whyNotReady(), 'connect ECONNREFUSED 127.0.0.1:5432')
})

test('an error that has no message but those of its parts is told by them', async () => {
  const parts = [new Error('connect ECONNREFUSED ::1:5432'), new Error('connect ECONNREFUSED 127.0.0.1:5432')]
  const whyNotReady = shareCalls(() => Promise.reject(new AggregateError(parts)))
  assert.equal(await whyNotReady(), 'connect ECONNREFUSED ::1:5432, connect ECONNREFUSED 127.0.0.1:5432')
})

/** As Promise.withResolvers, which Node 20 lacks. */
function withResolvers() {
  let resolve: (value: unknown) => void = () => {}
  const promise = new Promise(settle => {
    resolve = settle
  })
  return { promise, resolve }
}
