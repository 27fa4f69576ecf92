import assert from 'node:assert/strict'
import { test } from 'node:test'
import { furtherLine, mostOf } from '../../../client/plan/most-calls.ts'

const call = { name: 'GET /', method: 'GET', path: '/' }

test('five thousand calls of a document are made, and none is left out', () => {
  const calls = Array(5000).fill(call)
  assert.deepEqual(mostOf(calls), { calls })
  assert.equal(furtherLine({ ...mostOf(calls), source: '/openapi.json' }), undefined)
})

test('further ones are counted, and said to be left out', () => {
  const most = mostOf(Array(5002).fill(call))
  assert.deepEqual([most.calls.length, most.further], [5000, 2])
  assert.equal(
    furtherLine({ ...most, source: '/openapi.json' }),
    '/openapi.json describes over 5000 calls: the 2 behind these are left out',
  )
})
