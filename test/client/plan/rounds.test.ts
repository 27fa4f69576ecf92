import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roundsOf } from '../../../client/plan/rounds.ts'

const calls = [{ name: 'GET /', method: 'GET', path: '/{{run}}' }]

test('each round of a contract has its own number', () => {
  const rounds = roundsOf({ calls, source: 'c.json', placeholders: true }, [10, 20])
  assert.deepEqual(
    rounds.map(round => round.map(({ path }) => path)),
    [['/10'], ['/20']],
  )
})

test('what a document writes in braces is sent as it is', () => {
  assert.deepEqual(roundsOf({ calls, source: '/openapi.json' }, [10, 20]), [calls, calls])
})
