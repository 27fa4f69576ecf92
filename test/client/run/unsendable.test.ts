import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { callsOf } from '../../../client/plan/openapi.ts'
import { serveLecture } from '../lecture-server.ts'
import { runAt, words } from '../run-lecture.ts'
import { serve } from '../servers.ts'

/** A call that no client can make, and one that any can. */
async function runWith(t: TestContext, operation: object, method = 'get') {
  const answers = { 200: { description: 'ok' } }
  const paths = {
    '/strange': { [method]: { ...operation, responses: answers } },
    '/plain': { get: { responses: answers } },
  }
  const asked: string[] = []
  const baseUrl = await serve(t, ({ url = '' }, response) => {
    asked.push(url)
    response.end()
  })
  const results = await runAt(baseUrl, 10, callsOf({ openapi: '3.0.3', paths }))
  assert.deepEqual(asked, ['/plain'])
  assert.deepEqual(
    results.map(({ verdict }) => verdict),
    ['skipped', 'ok'],
  )
  return results[0]?.problems[0] ?? ''
}

const header = (name: string, example: string) => ({
  parameters: [{ name, in: 'header', required: true, example }],
})

for (const [name, value] of [
  ['X-Greeting', 'Grüße €'],
  ['X-Lines', 'a\r\nb: c'],
  ['not a name', 'x'],
  ['Expect', '100-continue'],
  ['Transfer-Encoding', 'chunked'],
  ['Upgrade', 'websocket'],
] as const) {
  test(`a header ${name} that cannot be sent skips its own call alone, and is named`, async t => {
    const reason = await runWith(t, header(name, value))
    assert.match(reason, /^it cannot be sent: /)
    assert.match(reason, new RegExp(name, 'i'))
  })
}

test('a call of a method that fetch does not know is skipped, and the next one is made', async t => {
  const baseUrl = await serveLecture(t)
  const connect = { name: 'CONNECT /a', method: 'CONNECT', path: '/a' }
  const results = await runAt(baseUrl, 10, [connect, { name: 'GET /name', method: 'GET', path: '/name' }])
  assert.deepEqual(words(results), ['-', 'ok'])
  assert.match(results[0]?.problems[0] ?? '', /CONNECT/)
})

test('a GET with a body is skipped, and the next one is made', async t => {
  const search = { name: 'GET /a', method: 'GET', path: '/a', json: { a: 1 } }
  const results = await runAt(await serveLecture(t), 10, [
    search,
    { name: 'GET /name', method: 'GET', path: '/name' },
  ])
  assert.deepEqual(words(results), ['-', 'ok'])
  assert.match(results[0]?.problems[0] ?? '', /a GET cannot carry a body/)
})
