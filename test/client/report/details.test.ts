import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '../../../client/call.ts'
import { resultDetails } from '../../../client/report/details.ts'
import { result } from './results.ts'

const paint = (colour: string, text: string) => `${colour}(${text})`
const details = (one: Result, verbose = false) => resultDetails(one, paint, verbose)

const call = { method: 'POST', path: '/a', json: { a: 1 } }
const page = '<!doctype html><title>Oh no</title>'

test('below a right call stand what was sent and the whole answer', () => {
  assert.deepEqual(details(result(call, {}, [200, 'OK', 'one\r\ntwo\n\n'])), ['> {"a":1}', 'one', 'two'])
})

test('below a wrong call stand its problems in red, and its hint', () => {
  const one = result(call, { verdict: 'wrong', problems: ['bad', 'worse\nstill'], hint: 'mend it' })
  assert.deepEqual(details(one), ['> {"a":1}', '{}', 'red(bad)', 'red(worse still)', 'hint: mend it'])
})

test('what was wrong once says nothing below a call that is right', () => {
  assert.deepEqual(details(result({}, { problems: ['bad'], hint: 'mend it' })), ['{}'])
})

test('notes stand below any call', () => {
  assert.deepEqual(details(result({}, { notes: ['not checked'] })), ['{}', 'dim(note: not checked)'])
})

test('below a call without an answer stands what was sent, unless it was not sent at all', () => {
  const without = ({ answer: _, ...rest }: Result): Result => rest
  const unreachable = without(result(call, { verdict: 'unreachable', problems: ['refused'] }))
  for (const verbose of [false, true])
    assert.deepEqual(details(unreachable, verbose), ['> {"a":1}', 'red(refused)'])
  assert.deepEqual(details(without(result(call, { verdict: 'skipped', problems: ['no example'] }))), [])
})

test('an optional call has nothing below it but with --verbose', () => {
  const one = result({}, { verdict: 'optional' }, [404, 'NOT FOUND', 'no'])
  assert.deepEqual(details(one), [])
  assert.equal(details(one, true).at(-1), 'no')
})

test('a right web page is summed up, a wrong one left out, and with --verbose it is there', () => {
  assert.deepEqual(details(result({}, {}, [200, 'OK', page])), ['an HTML page: Oh no'])
  assert.deepEqual(details(result({}, {}, [200, 'OK', '<!doctype html>'])), ['an HTML page'])
  const wrong = result({}, { verdict: 'wrong', problems: ['bad'] }, [200, 'OK', page])
  assert.deepEqual(details(wrong), ['red(bad)'])
  assert.equal(details(wrong, true).at(-2), page)
})

test('with --verbose, a call is a command, then what was sent and what came, without what is secret', () => {
  const one = result(call, {}, [201, 'Created', 'done'])
  one.answer?.request.headers.set('authorization', 'Bearer hush')
  one.answer?.headers.set('x-test', 'yes')
  assert.deepEqual(details(one, true), [
    'dim(curl -i -X POST -H "authorization: Bearer $CLIENT_TOKEN" http://vcm-1:5000/a)',
    'dim(> POST http://vcm-1:5000/a)',
    'dim(> authorization: …)',
    '> {"a":1}',
    'dim(< 201 Created)',
    'dim(< x-test: yes)',
    'done',
  ])
})
