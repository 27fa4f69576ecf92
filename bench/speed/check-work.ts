import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkNotes } from './check-notes.ts'
import type { Running } from './running.ts'
import type { Feature } from './servers.ts'

/**
 * Makes sure that a server does the work that it is going to be timed for: right answers, and every feature it names.
 * @throws {Error} if it does not
 */
export async function checkWork(running: Running): Promise<void> {
  const { server, port } = running
  const call = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)
  const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    call('/distance', { method: 'POST', body, headers })

  const index = await call('/')
  assert.equal(index.status, 200)
  assert.equal(await index.text(), 'Hello, world')
  assert.match(index.headers.get('content-type') ?? '', /^text\/plain/)
  const hello = await call('/hello/Grace%20Hopper')
  assert.deepEqual(await hello.json(), { message: 'Hello there, Grace Hopper' })
  const measured = await post('{"a":[2,4],"b":[5,6]}')
  assert.deepEqual(await measured.json(), { distance: 3.605551275463989, a: [2, 4], b: [5, 6] })
  assert.equal(measured.status, 200)

  const proofs: Record<Feature, () => Promise<void>> = {
    async log() {
      running.clearLog()
      await (await call('/hello/logged-by-its-name')).text()
      // The line may follow the answer.
      for (let tries = 0; tries < 100 && !running.log().includes('logged-by-its-name'); tries++)
        await sleep(10)
      assert.match(running.log(), /logged-by-its-name/)
    },
    async 'request id'() {
      const kept = await call('/', { headers: { 'x-request-id': 'kept-1' } })
      assert.equal(kept.headers.get('x-request-id'), 'kept-1')
      assert.match(hello.headers.get('x-request-id') ?? '', /^[\w.-]{8,64}$/)
    },
    async headers() {
      for (const { headers } of [index, hello, measured, await call('/nowhere')]) {
        assert.match(headers.get('content-security-policy') ?? '', /default-src '/)
        assert.equal(headers.get('x-content-type-options'), 'nosniff')
      }
    },
    async validation() {
      assert.equal((await post('{"a":[2,"x"],"b":[5,6]}')).status, 400)
      assert.equal((await post('{"a":[2,4]}')).status, 400)
      assert.equal((await post('{"a":')).status, 400)
    },
    async problems() {
      const tooLong = JSON.stringify({ a: [2, 4], b: [5, 6], more: 'x'.repeat(200_000) })
      const answers = {
        400: await post('{"a":[2,"x"],"b":[5,6]}'),
        404: await call('/nowhere'),
        413: await post(tooLong),
        415: await post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      }
      for (const [status, answer] of Object.entries(answers)) {
        assert.equal(answer.status, Number(status))
        assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
        const { type, title, detail, requestId } = (await answer.json()) as Record<string, unknown>
        for (const member of [type, title, detail, requestId]) assert.equal(typeof member, 'string')
      }
    },
    notes: () => checkNotes(port, server.features.includes('validation')),
  }
  for (const feature of server.features) {
    await proofs[feature]().catch((error: Error) => {
      throw new Error(`${server.name} does not do its work (${feature}): ${error.message}`)
    })
  }
}
