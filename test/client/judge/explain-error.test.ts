import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainError } from '../../../client/judge/explain-error.ts'
import { RequestException } from '../../../client/requests.ts'

const error = (code: string, message: string, hint?: string) => new RequestException(message, { code, hint })

test('a status that is none is explained by two values that are returned', () => {
  const { problem, hint } = explainError(error('ERR_BROKEN_HTTP', 'the Status is no number'))
  assert.equal(
    problem,
    'the Status is no number; does it return two values? In Flask, the second one is the status',
  )
  assert.match(hint ?? '', /is a tuple/)
})

test('any other error says itself what it is, and what to do', () => {
  assert.deepEqual(explainError(error('ERR_TIMEOUT', 'no status within 10 s')), {
    problem: 'no status within 10 s',
  })
  assert.deepEqual(explainError(error('ERR_BROKEN_HTTP', 'a header is broken', 'Look at it.')), {
    problem: 'a header is broken',
    hint: 'Look at it.',
  })
})
