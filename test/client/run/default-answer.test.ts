import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callsOf } from '../../../client/plan/openapi.ts'
import { serveRoutes } from '../lecture-server.ts'
import { runAt } from '../run-lecture.ts'

const schema = { type: 'object', properties: { n: { type: 'integer' } } }
const get = { responses: { default: { content: { 'application/json': { schema } } } } }
const calls = callsOf({ openapi: '3.0.3', paths: { '/n': { get } } })

for (const [n, verdict] of [
  [5, 'ok'],
  ['not an integer', 'wrong'],
] as const) {
  test(`of an operation with nothing but a default answer, ${JSON.stringify(n)} for an integer is ${verdict}`, async t => {
    const [result] = await runAt(await serveRoutes(t, { 'GET /n': () => ({ n }) }), 10, calls)
    assert.equal(result?.verdict, verdict)
  })
}
