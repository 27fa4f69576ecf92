import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Expectation } from '../../../client/call.ts'
import { stopReading, stopStreams } from '../../../client/run/stream.ts'

const events = { 'content-type': 'text/event-stream' }
const long = { 'content-length': '9' }

const answers: [status: number, headers: Record<string, string>, seconds: number | undefined][] = [
  [200, {}, undefined],
  [299, {}, undefined],
  [300, {}, 2],
  [399, long, 2],
  [400, {}, undefined],
  [200, events, 2],
  [500, events, 2],
]

for (const [status, headers, seconds] of answers) {
  test(`an answer with ${status} and ${JSON.stringify(headers)} is read ${seconds === undefined ? 'to its end' : 'for 2 s'}`, () => {
    assert.equal(stopStreams(status, new Headers(headers)), seconds)
  })
}

const calls: [
  expect: Expectation | undefined,
  headers: Record<string, string>,
  seconds: number | undefined,
][] = [
  [undefined, {}, 2],
  [{}, {}, 2],
  [{}, long, undefined],
  [{ json: true }, {}, undefined],
  [{ schema: {} }, {}, undefined],
  [{ value: null }, {}, undefined],
  [{ value: 1 }, events, 2],
]

for (const [expect, headers, seconds] of calls) {
  test(`where ${JSON.stringify(expect)} is expected, an answer with ${JSON.stringify(headers)} is read ${seconds === undefined ? 'to its end' : 'for 2 s'}`, () => {
    const call = { name: 'GET /a', method: 'GET', path: '/a', ...(expect && { expect }) }
    assert.equal(stopReading(call)(200, new Headers(headers)), seconds)
  })
}
