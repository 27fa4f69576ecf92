import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callDetails } from '../../../../client/report/page/call.ts'
import { sourceOf } from '../../../../client/report/page/markup.ts'
import { result } from '../results.ts'

const body = '{"message":"Hi,\u00a0Ada"}'

/** What a cell opens to. */
function details(verdict: 'ok' | 'wrong'): string {
  const call = { expect: { value: { message: 'Hi, Ada' } } }
  return sourceOf(callDetails(result(call, { verdict }), { status: 200, reason: 'OK', body }))
}

test('white space that looks like a space is visible in what came, if that is wrong', () => {
  assert.match(details('wrong'), /Hi,\\u00a0Ada/)
  assert.match(details('ok'), /Hi,\u00a0Ada/)
})
