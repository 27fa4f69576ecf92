import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quote, reasonOf } from '../../../../client/requests/errors/finding.ts'

function failure(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code })
}

function fetchFailed(...codes: string[]): Error {
  return new TypeError('fetch failed', { cause: new AggregateError(codes.map(failure)) })
}

test('of several addresses, the one that refused counts, whichever it is', () => {
  assert.equal(reasonOf(fetchFailed('ENETUNREACH', 'ECONNREFUSED')).code, 'ECONNREFUSED')
  assert.equal(reasonOf(fetchFailed('ECONNREFUSED', 'ENETUNREACH')).code, 'ECONNREFUSED')
})

test('if none refused, the last address counts', () => {
  assert.equal(reasonOf(fetchFailed('ENETUNREACH', 'ETIMEDOUT')).code, 'ETIMEDOUT')
})

test('an error without a cause is its own reason', () => {
  assert.deepEqual(reasonOf(new TypeError('no')), { code: '', message: 'no', data: undefined })
})

test("a stranger's text is cut, and cannot steer a terminal", () => {
  assert.equal(quote('\x1b[2J\x9b\u202eabc', 100), '"\\u001b[2J\\u009b\\u202eabc"')
  assert.equal(quote('abcdef', 3), '"abc…"')
})
