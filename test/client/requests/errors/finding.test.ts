import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonOf } from '../../../../client/requests/errors/finding.ts'

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
  assert.equal(reasonOf(fetchFailed('ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT')).code, 'ETIMEDOUT')
})

test('an error without a cause is its own reason', () => {
  assert.deepEqual(reasonOf(new TypeError('no')), { code: '', message: 'no', data: undefined })
})

test('what the parser of HTTP stumbled over is told as text', () => {
  const cause = Object.assign(new Error('Expected HTTP/'), { data: Buffer.from('SSH-2.0') })
  assert.equal(reasonOf(new TypeError('fetch failed', { cause })).data, 'SSH-2.0')
})
