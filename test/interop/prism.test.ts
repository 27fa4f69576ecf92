/** Prism, a proxy that lets pass only what the document allows, between the client and the API. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApi } from '../api/start.ts'
import { serveLecture } from '../client/lecture-server.ts'
import { runClient } from '../client/run-client.ts'
import { apps } from './apps.ts'
import { startPrism } from './prism.ts'

const lecture = 'test/http/lecture.ts:app'

for (const { app, clientFlags = [] } of apps) {
  test(`every call of ${app} passes Prism, and so does every answer`, async t => {
    const api = await startApi(t, app)
    const document = `${api}/openapi.json`
    const prism = await startPrism(t, document, api)
    const { code, stdout, stderr } = await runClient([prism, '--spec', document, ...clientFlags])
    assert.match(stdout, /^(\d+) calls: \1 ok /m, stderr)
    assert.equal(code, 0)
  })
}

test('Prism refuses a call that the document does not allow', async t => {
  const api = await startApi(t, lecture)
  const prism = await startPrism(t, `${api}/openapi.json`, api)
  const { status, findings } = await postDistance(prism, { a: [2, 4] })
  assert.equal(status, 422)
  assert.deepEqual(findings, ["Request body must have required property 'b'"])
})

test('Prism refuses an answer that the document does not allow', async t => {
  const api = await startApi(t, lecture)
  const wrong = await serveLecture(t, { 'POST /distance': () => ({ distance: '5', a: [0, 0], b: [3, 4] }) })
  const prism = await startPrism(t, `${api}/openapi.json`, wrong)
  const { status, findings } = await postDistance(prism, { a: [0, 0], b: [3, 4] })
  assert.equal(status, 500)
  assert.deepEqual(findings, ['Response body property distance must be number'])
})

/** Calls POST /distance. Of an answer of Prism's own, the findings are what it says to be wrong. */
async function postDistance(host: string, body: object): Promise<{ status: number; findings: string[] }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${host}/distance`, { method: 'POST', headers, body: JSON.stringify(body) })
  const { validation = [] } = (await answer.json()) as { validation?: { message: string }[] }
  return { status: answer.status, findings: validation.map(({ message }) => message) }
}
