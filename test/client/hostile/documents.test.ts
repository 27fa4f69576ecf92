import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { callsOf } from '../../../client/plan/openapi.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { everything } from './document.ts'
import { mutated, randomNumbers } from './mutations.ts'

const bodies = [
  '{"name":"a","id":1,"made":"x","at":{"x":"1"},"constructor":3}',
  '[{"name":"a","made":"q","at":{"x":1}},{"__proto__":{"name":1}}]',
  '{"detail":[{"loc":[{"toString":1},"a"],"msg":"no"}]}',
]

/** A server below whose paths `/SEED` there are documents that went wrong, and below `/good` one that did not. */
function serveDocuments(
  t: Parameters<typeof serve>[0],
  documentOf: (name: string) => string,
): Promise<string> {
  let answers = 0
  return serve(t, (request, response) => {
    const [, name = '', ...rest] = (request.url ?? '').split('/')
    response.setHeader('content-type', 'application/json')
    if (rest.join('/') === 'openapi.json') return response.end(documentOf(name))
    answers += 1
    response.statusCode = [200, 200, 201, 422][answers % 4] ?? 200
    response.end(request.url?.includes('thing') ? bodies[answers % bodies.length] : '{}')
  })
}

describe('documents that went wrong', () => {
  for (const first of [1, 51, 101, 151])
    test(`none of those of the seeds ${first} to ${first + 49} ends the run`, async t => {
      const seeds = Array.from({ length: 50 }, (_, index) => first + index)
      const server = await serveDocuments(t, name =>
        name === 'good'
          ? JSON.stringify(everything)
          : mutated(everything, randomNumbers(Number(name)), { count: 1 + (Number(name) % 4) }),
      )
      const hosts = [...seeds, 'good'].flatMap(name => ['--host', `${server}/${name}`])
      const { code, stdout, stderr } = await runClient([...hosts, '--verbose'])
      const reached = seeds.findLast(seed => stdout.includes(`${server}/${seed} ·`))
      assert.doesNotMatch(stdout + stderr, /^\s+at .*:\d+:\d+\)?$/m, `it ended with the seed ${reached}`)
      assert.ok([0, 1, 3].includes(code ?? -1), `exit code ${code} with the seed ${reached}`)
      for (const name of [...seeds, 'good'])
        assert.ok(stdout.includes(`${server}/${name} ·`), `nothing is said of the seed ${name}`)
      assert.doesNotMatch(stdout + stderr, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    })

  const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

  for (const name of inherited)
    test(`a format, a property and a media type called ${name} are like any other that nobody knows`, async t => {
      const schema = JSON.parse(`{
        "type": "object", "required": ["a"],
        "properties": { "a": { "type": "string", "format": "${name}" }, "${name}": { "type": "string" } }
      }`)
      const paths = {
        '/a': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } },
        '/b': {
          post: {
            requestBody: {
              content: {
                'multipart/form-data': {
                  schema: {
                    properties: { file: { type: 'string', contentMediaType: name } },
                    required: ['file'],
                  },
                },
              },
            },
            responses: { 200: {} },
          },
        },
      }
      const server = await serve(t, (request, response) => {
        if (request.url === '/openapi.json') response.end(JSON.stringify({ openapi: '3.1.0', paths }))
        else response.setHeader('content-type', 'application/json').end('{"a":"b"}')
      })
      const { code, stdout, stderr } = await runClient([server])
      assert.deepEqual([code, stderr], [0, ''], stdout)
      assert.match(stdout, /2 calls: 2 ok/)
      assert.doesNotMatch(stdout, /cannot be checked/)
    })

  for (const [what, document] of Object.entries({
    'a scheme': {
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'http', scheme: { toString: null } } } },
    },
    'a name of a key': {
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'apiKey', name: { toString: null }, in: null } } },
    },
    'a default of a server': {
      servers: [{ url: '/{a}', variables: { a: { default: { toString: null } } } }],
    },
  }))
    test(`an object in the place of ${what} leaves the calls as they are`, () => {
      const calls = callsOf({ openapi: '3.1.0', paths: { '/a': { get: {} } }, ...document })
      assert.deepEqual(
        calls.map(({ name }) => name),
        ['GET /a'],
      )
    })
})
