import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '../../../../client/call.ts'
import type { Excerpt } from '../../../../client/report/page/answers.ts'
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

const answer = { status: 200, reason: 'OK', body: '{}' }

/** The names of what a cell opens to, and the text of each. */
function rows(one: Result, excerpt?: Excerpt): Record<string, string | undefined> {
  const found = sourceOf(callDetails(one, excerpt)).matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs)
  return Object.fromEntries([...found].map(([, name, text]) => [name, text]))
}

test('a wrong call has what was sent, expected and got, what is wrong, what to do and what was not checked', () => {
  const call = { method: 'POST', path: '/a', json: 1, expect: { status: [201] } }
  const rest = { problems: ['bad', 'worse'], hint: 'mend it', notes: ['a note'] }
  assert.deepEqual(rows(result(call, { verdict: 'wrong', ...rest }), answer), {
    Request: 'POST /a\n1',
    Expected: 'status 201',
    Got: '200 OK\n{}',
    Wrong: 'bad\nworse',
    Hint: 'mend it',
    Note: 'a note',
  })
})

test('a right call has nothing that is wrong: what was found is a note', () => {
  const { Request, Got, Note, Wrong, Why, Hint } = rows(
    result({ path: '/a' }, { problems: ['of no weight'], hint: 'mend it', notes: ['a note'] }),
    { ...answer, reason: '' },
  )
  assert.deepEqual([Request, Got, Note], ['GET /a', '200\n{}', 'of no weight\na note'])
  assert.deepEqual([Wrong, Why, Hint], [undefined, undefined, undefined])
})

test('a call that was not made says why', () => {
  const { Got, Why, Wrong, Note } = rows(result({}, { verdict: 'skipped', problems: ['no example'] }))
  assert.deepEqual([Got, Why, Wrong, Note], ['not called', 'no example', undefined, undefined])
})

test('a call without an answer says so', () => {
  const { Got, Wrong } = rows(result({}, { verdict: 'unreachable', problems: ['refused'] }))
  assert.deepEqual([Got, Wrong], ['no answer', 'refused'])
})

test('of many problems five are shown, and how many more there are', () => {
  const wrong = (count: number) =>
    rows(result({}, { verdict: 'wrong', problems: Array(count).fill('p') }), answer).Wrong
  assert.equal(wrong(5), 'p\np\np\np\np')
  assert.equal(wrong(7), 'p\np\np\np\np\n(+2 more)')
})

test('of a body that was sent, the first 500 characters are shown', () => {
  const sent = (length: number) => rows(result({ form: { a: 'x'.repeat(length - 2) } }), answer).Request
  assert.equal(sent(500), `GET /\na=${'x'.repeat(498)}`)
  assert.equal(sent(501), `GET /\na=${'x'.repeat(498)}…`)
})
