import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@cfworker/json-schema'
import supertest from 'supertest'
import {
  problemAnswer,
  problemExample,
  problemResponse,
  problemSchema,
} from '../../src/http/openapi-problem.ts'
import { app } from './lecture.ts'

const validator = new Validator(problemSchema as object, '2020-12')
const fits = (problem: object) => validator.validate(problem).valid

const least = { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'No.' }
const fault = { where: 'body.a', expected: 'number', received: 'missing' }

for (const [method, path] of [
  ['get', '/nope'],
  ['put', '/name'],
  ['post', '/distance'],
] as const) {
  test(`the problem that ${method} ${path} is answered with fits its schema`, async () => {
    const sent = supertest(app)[method](path)
    assert.ok(fits((await (method === 'post' ? sent.send({ a: 1 }) : sent)).body))
  })
}

test('a problem need not have an id and a list of what is wrong', () => {
  assert.ok(fits(least))
  assert.ok(fits({ ...least, requestId: 'a', errors: [fault] }))
})

/** An object but for one of its fields. */
const without = (object: object, name: string) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))

for (const name of Object.keys(least)) {
  test(`a problem without its ${name} does not fit`, () => {
    assert.ok(!fits(without(least, name)))
  })
}

for (const name of Object.keys(fault)) {
  test(`something wrong without its ${name} does not fit`, () => {
    assert.ok(!fits({ ...least, errors: [without(fault, name)] }))
  })
}

const misfits = [
  ...['type', 'title', 'detail', 'requestId', 'errors'].map(name => ({ ...least, [name]: 1 })),
  ...Object.keys(fault).map(name => ({ ...least, errors: [{ ...fault, [name]: 1 }] })),
  { ...least, status: '400' },
  { ...least, status: 400.5 },
  { ...least, errors: ['body.a'] },
]
for (const problem of misfits) {
  test(`${JSON.stringify(problem)} does not fit`, () => assert.ok(!fits(problem)))
}

test('a problem that is no object does not fit', () => assert.ok(!fits([])))

test('an example of a problem has the title of its status, and a detail that may be another', () => {
  assert.deepEqual(problemExample(404, 'There is none.'), {
    value: { type: 'about:blank', title: 'Not Found', status: 404, detail: 'There is none.' },
    'x-varies': ['/detail'],
  })
})

test('a status without a name of its own has a title all the same', () => {
  assert.equal((problemExample(499, '') as { value: { title: string } }).value.title, 'Unknown')
})

test('any other answer is a problem, whose schema is written once for all', () => {
  const schema = { $ref: '#/components/schemas/Problem' }
  const { description, content } = problemResponse as { description: string; content: object }
  assert.notEqual(description, '')
  assert.deepEqual(content, { 'application/problem+json': { schema, examples: undefined } })
  const examples = { one: problemExample(404, '') }
  assert.deepEqual(problemAnswer('Gone', examples), {
    description: 'Gone',
    content: { 'application/problem+json': { schema, examples } },
  })
})
