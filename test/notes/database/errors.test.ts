import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTaken, problemOfDatabase } from '../../../src/database/errors.ts'
import { Problem } from '../../../src/http.ts'

const failing = (marks: object) => Object.assign(new Error('the database said so'), marks)
const ofCode = (code: string) => problemOfDatabase(failing({ code }))
const ofErrcode = (errcode: number) => problemOfDatabase(failing({ code: 'ERR_SQLITE_ERROR', errcode }))

function assertProblem(given: unknown, status: number, detail: RegExp): void {
  assert.ok(given instanceof Problem, String(given))
  assert.equal(given.status, status)
  assert.match(given.message, detail)
  assert.equal(given.headers['Retry-After'], status === 503 ? '1' : undefined)
}

const away = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH']
const closed = ['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT', '57P01', '57P03', '08006']
for (const code of [...away, ...closed, '28P01', '3D000'])
  test(`${code} is a 503: the database cannot be reached`, () => {
    assertProblem(ofCode(code), 503, /cannot be reached/)
  })

for (const code of ['53300', '40001', '40P01', '55P03', '57014'])
  test(`${code} of PostgreSQL is a 503: too much to do`, () => {
    assertProblem(ofCode(code), 503, /too much to do/)
  })

for (const code of ['53100', '53200'])
  test(`${code} of PostgreSQL is a 507`, () => {
    assertProblem(ofCode(code), 507, /disk .* is full/)
  })

// The second of each pair is an extended code: more in the upper bytes.
for (const errcode of [5, 517, 6, 262])
  test(`${errcode} of SQLite is a 503: too much to do`, () => {
    assertProblem(ofErrcode(errcode), 503, /too much to do/)
  })

for (const errcode of [8, 1032, 10, 266, 14, 270])
  test(`${errcode} of SQLite is a 503: its file cannot be used`, () => {
    assertProblem(ofErrcode(errcode), 503, /file .* cannot be used/)
  })

test('13 of SQLite is a 507', () => {
  assertProblem(ofErrcode(13), 507, /disk .* is full/)
})

test('NUL in a text, which PostgreSQL refuses, is a 400', () => {
  assertProblem(ofCode('22021'), 400, /NUL/)
})

for (const marks of [
  {},
  { code: '42P01' },
  { code: '23505' },
  { errcode: 1 },
  { errcode: 2067 },
  { code: 'ERR_X' },
])
  test(`an error of ${JSON.stringify(marks)} is the program's, and stays what it is`, () => {
    const error = failing(marks)
    assert.equal(problemOfDatabase(error), error)
  })

test('the log gets to see what the database said', () => {
  const error = failing({ code: '53300' })
  assert.equal((problemOfDatabase(error) as Error).cause, error)
})

test('a Problem and what is no error stay what they are', () => {
  for (const thrown of [new Problem(404, 'not here'), 'text', undefined])
    assert.equal(problemOfDatabase(thrown), thrown)
})

test('a value is taken by the codes of both databases, and by no other', () => {
  const errors = [
    { code: '23505' },
    { errcode: 2067 },
    { errcode: 1555 },
    { code: '23503' },
    { errcode: 787 },
    {},
  ]
  assert.deepEqual(errors.map(failing).map(isTaken), [true, true, true, false, false, false])
})
