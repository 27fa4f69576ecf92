import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../../client/call.ts'
import { callsOf } from '../../../../client/plan/openapi.ts'

const id = { name: 'id', in: 'path', required: true, examples: { good: { value: 1 }, none: { value: 0 } } }

const answer = (examples: object, rest: object = {}, type = 'application/json') => ({
  content: { [type]: { examples } },
  ...rest,
})

/** The calls of an operation with these answers, by the last part of their paths. */
function expectations(responses: object, parameters: object[] = [id], components = {}) {
  const paths = { '/a/{id}': { get: { parameters, responses } } }
  const calls = callsOf({ openapi: '3.1.0', paths, components })
  return Object.fromEntries(calls.map(({ path, expect }) => [path.slice(3), expect])) as Record<
    string,
    Call['expect']
  >
}

const good = answer({ good: { value: { id: 1 } } })
const problem = answer({ none: { value: { status: 404 } } }, {}, 'application/problem+json')

test('an example that stands below a problem alone expects its status and its value, as JSON', () => {
  const { 0: none, 1: found } = expectations({ 200: good, 404: problem })
  assert.deepEqual(none, { status: [404], json: true, value: { status: 404 } })
  assert.deepEqual(found, { status: [200], json: true, value: { id: 1 }, documented: [404] })
})

test('an example that stands below a good status as well expects the good one', () => {
  const { 0: none } = expectations({ 200: answer({ none: { value: {} } }), 404: problem })
  assert.deepEqual(none?.status, [200])
})

test('the schema of the problem is checked, and not that of the good answer', () => {
  const schema = { type: 'object', required: ['detail'] }
  const described = { content: { 'application/problem+json': { schema, examples: { none: { value: {} } } } } }
  assert.deepEqual(expectations({ 200: good, 404: described })[0]?.schema, schema)
})

test('4XX expects each of its hundred', () => {
  const status = expectations({ 200: good, '4XX': problem })[0]?.status
  assert.deepEqual([status?.length, status?.at(0), status?.at(-1)], [100, 400, 499])
})

test('examples without names do not make of every call one that must fail', () => {
  const unnamed = { name: 'id', in: 'path', required: true, example: 5 }
  const responses = { 200: {}, 404: { content: { 'application/json': { example: {} } } } }
  assert.deepEqual(expectations(responses, [unnamed])[5]?.status, [200])
})

test('an optional value that the example of this name leaves out is not taken from another example', () => {
  const limit = { name: 'limit', in: 'query', examples: { none: { value: 1000 } } }
  assert.deepEqual(Object.keys(expectations({ 200: good, 404: problem }, [id, limit])).sort(), [
    '0?limit=1000',
    '1',
  ])
})

test('a required value that an example leaves out is that of a good example', () => {
  const key = {
    name: 'key',
    in: 'query',
    required: true,
    examples: { none: { value: 'x' }, good: { value: 'y' } },
  }
  const other = { name: 'q', in: 'query', examples: { other: { value: 'z' } } }
  const paths = Object.keys(expectations({ 200: good, 404: problem }, [key, id, other]))
  assert.ok(paths.includes('1?key=y&q=z'), paths.join())
})

test('x-varies goes with the value of its example', () => {
  const varying = answer({ good: { value: { id: 1 }, 'x-varies': ['/id', 5] } })
  assert.deepEqual(expectations({ 200: varying })[1]?.varies, ['/id'])
})

test('required headers are expected, and of several good answers those that all of them have', () => {
  const header = (required: boolean) => ({ required, schema: {} })
  const headers = {
    Location: header(true),
    'X-Some': header(false),
    'Content-Type': header(true),
    'X-Content-Type': header(true),
    'Content-Type-Of': header(true),
    'X-Nowhere': { $ref: '#/nowhere' },
  }
  const refer = { headers: { Location: { $ref: '#/components/headers/L' }, ETag: header(true) } }
  const components = { headers: { L: header(true) } }
  assert.deepEqual(expectations({ 201: { headers } })[1]?.headers, [
    'Location',
    'X-Content-Type',
    'Content-Type-Of',
  ])
  assert.deepEqual(expectations({ 200: refer, 201: { headers } }, [id], components)[1]?.headers, ['Location'])
})

test('default documents no status', () => {
  assert.equal(expectations({ 200: good, default: problem })[1]?.documented, undefined)
})

const number = { content: { 'application/json': { schema: { type: 'number' } } } }

test('where only default is documented, its schema is that of a good answer, whose status stays open', () => {
  const one = [{ ...id, examples: { only: { value: 1 } } }]
  assert.deepEqual(expectations({ default: number }, one)[1], { json: true, schema: { type: 'number' } })
  const beside = expectations({ default: number, 403: {} }, one)[1]
  assert.deepEqual(beside, { json: true, schema: { type: 'number' }, documented: [403] })
})

test('an example of default is not what an answer must be', () => {
  const content = { 'application/json': { example: { title: 'error' } } }
  assert.deepEqual(expectations({ default: { content } }, [])['{id}'], undefined)
  assert.equal(expectations({ default: { content } })[1]?.value, undefined)
})

test('default beside a good answer, or a redirect, says nothing of the good one', () => {
  assert.equal(expectations({ 204: {}, default: number })[1]?.schema, undefined)
  assert.equal(expectations({ 302: {}, default: number })[1]?.schema, undefined)
})

test('of an operation without answers, nothing is expected', () => {
  assert.deepEqual(expectations({})[1], {})
})

const text = { content: { 'application/json': { schema: { type: 'string' } } } }

test('of two good answers, one schema must fit', () => {
  assert.deepEqual(expectations({ 200: number, 201: text })[1]?.schema, {
    anyOf: [{ type: 'number' }, { type: 'string' }],
  })
})

test('an answer without a schema is not held against that of another', () => {
  assert.equal(expectations({ 200: number, 201: good })[1]?.schema, undefined)
})

test('where one of the good answers is no JSON, none must be', () => {
  const { json, schema } = expectations({ 200: number, 204: {} })[1] ?? {}
  assert.deepEqual([json, schema], [undefined, { type: 'number' }])
})

test('of an answer that may be something else than JSON, the status alone is expected', () => {
  const content = { ...number.content, 'text/html': {} }
  assert.deepEqual(expectations({ 200: { content } })[1], { status: [200] })
})

test('an answer may be a plain text of any character set', () => {
  const content = { 'text/plain; charset=utf-8': { examples: { good: { value: 'hi' } } } }
  assert.equal(expectations({ 200: { content } })[1]?.value, 'hi')
})

test('the schema of a plain text is not checked', () => {
  const plain = { content: { 'text/plain': { schema: { type: 'integer' } } } }
  assert.equal(expectations({ 200: plain })[1]?.schema, undefined)
})

test('of a stream, the media type and the schema of its items are expected', () => {
  const content = { 'text/event-stream': { itemSchema: { required: ['data'] } } }
  assert.deepEqual(expectations({ 200: { content } })[1], {
    status: [200],
    types: ['text/event-stream'],
    itemSchema: { required: ['data'] },
  })
  assert.deepEqual(expectations({ 200: good, 201: { content } })[1]?.itemSchema, { required: ['data'] })
  assert.equal(expectations({ 200: good })[1]?.types, undefined)
})

test('the only example is not what an answer to made-up input must be', () => {
  const made = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } }
  const content = { 'application/json': { example: { id: 77 } } }
  assert.equal(expectations({ 200: { content } }, [made])[1]?.value, undefined)
})

test('of two examples of an operation without input, neither is what its answer must be', () => {
  const responses = { 200: answer({ one: { value: 1 }, two: { value: 2 } }) }
  const [call] = callsOf({ openapi: '3.1.0', paths: { '/a': { get: { responses } } } })
  assert.equal(call?.expect?.value, undefined)
})

test('a status of another length is neither good nor a problem', () => {
  assert.deepEqual(expectations({ 1200: number, 2000: number, 1404: {}, 4041: {} })[1], {})
})
