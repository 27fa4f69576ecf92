import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callsOf } from '../../../../client/plan/openapi.ts'

const cases: [title: string, parameters: unknown[], path: string][] = [
  ['one that may be left out is named', [{ name: 'a', in: 'query', example: 1 }], '/x?a=1'],
  ['one without a name is none', [{ in: 'query', example: 1 }], '/x'],
  ['one in a place that there is not is none', [{ name: 'a', in: 'body', example: 1 }], '/x'],
  ['one that leads to itself is none', [{ $ref: '#/paths/~1x/get/parameters/0' }], '/x'],
  ['one that leads nowhere is none', [{ $ref: '#/nowhere' }], '/x'],
  [
    'only a header can be one that OpenAPI describes elsewhere',
    [{ name: 'accept', in: 'query', example: 1 }],
    '/x?accept=1',
  ],
  [
    'an example that leads nowhere is none',
    [{ name: 'a', in: 'query', examples: { a: { $ref: '#/nowhere' } } }],
    '/x',
  ],
  [
    'an example in another file is none',
    [{ name: 'a', in: 'query', examples: { a: { externalValue: 'https://example.com/a' } } }],
    '/x',
  ],
]

for (const [title, parameters, path] of cases) {
  test(`of the parameters of an operation, ${title}`, () =>
    assert.deepEqual(pathsOf('/x', parameters), [path]))
}

test("a path's parameter is one of its operations", () => {
  assert.deepEqual(pathsOf('/x', undefined, [{ name: 'a', in: 'query', example: 1 }]), ['/x?a=1'])
})

test('a parameter of the path is required, whether it says so or not', () => {
  const id = { name: 'id', in: 'path', schema: { type: 'integer' } }
  assert.deepEqual(pathsOf('/{id}', [id]), ['/1'])
})

test('an optional parameter with one example goes with the named ones of another', () => {
  const id = { name: 'id', in: 'path', examples: { a: { value: 1 } } }
  const page = { name: 'page', in: 'query', schema: { example: 3 } }
  assert.deepEqual(pathsOf('/{id}', [id, page]), ['/1?page=3'])
})

test('null is no example of a parameter', () => {
  const id = { name: 'id', in: 'path', schema: { type: 'integer' }, example: null }
  assert.deepEqual(pathsOf('/{id}', [id]), ['/1'])
})

/** The paths of the calls of a GET with these parameters. */
function pathsOf(template: string, parameters?: unknown[], ofPath?: unknown[]): string[] {
  const paths = {
    [template]: { ...(ofPath && { parameters: ofPath }), get: parameters ? { parameters } : {} },
  }
  return callsOf({ openapi: '3.1.0', paths }).map(({ path }) => path)
}
