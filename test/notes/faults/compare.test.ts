/** The comparison finds what it is there for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare } from './compare.ts'
import type { Record, Write } from './writers.ts'

const recordOf = (...writes: Write[]): Record => ({
  writes,
  retries: new Map(),
  details: new Set(),
  wrong: [],
  slowest: 0,
})
const acknowledged: Write = { key: 'a', title: 'milk', status: 201, id: 1 }
const refused: Write = { key: 'b', title: 'milk', status: 409 }
const unanswered: Write = { key: 'c', title: 'bread' }
const milk = { id: 1, title: 'milk', text: 'a' }
const bread = { id: 2, title: 'bread', text: 'c' }

test('what was acknowledged and refused as it should be is right, and what got no answer may be there or not', () => {
  assert.deepEqual(compare(recordOf(acknowledged, refused, unanswered), [milk]), [])
  assert.deepEqual(compare(recordOf(acknowledged, refused, unanswered), [milk, bread]), [])
})

test('an acknowledged note is missed, also where another has its title or its id', () => {
  for (const rows of [[], [{ ...milk, id: 9 }], [{ ...milk, title: 'bread' }]])
    assert.match(compare(recordOf(acknowledged), rows).join(), /1 acknowledged, but not there: a/)
})

test('a note that is there twice is found', () => {
  const twice = compare(recordOf(acknowledged), [milk, { ...milk, id: 2, title: 'cream' }])
  assert.match(twice.join(), /1 there more than once: a/)
  const sameTitle = compare(recordOf(acknowledged, unanswered), [milk, { id: 2, title: 'milk', text: 'c' }])
  assert.match(sameTitle.join(), /1 titles that are there more than once: milk/)
})

test('a 409 without a note of that title is found, and one for the own note', () => {
  assert.match(compare(recordOf(refused), []).join(), /1 refused \(409\) without reason: b/)
  assert.match(
    compare(recordOf(refused), [{ ...milk, text: 'b' }]).join(),
    /1 refused \(409\) without reason: b/,
  )
})

test('a note that nobody wrote is found, and an answer that no fault explains', () => {
  assert.match(compare(recordOf(acknowledged), [milk, bread]).join(), /1 written by nobody: c/)
  assert.match(compare({ ...recordOf(), wrong: ['a: 500 {}'] }, []).join(), /1 unexpected answers: a: 500/)
})
