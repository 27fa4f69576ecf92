import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import { openServer } from '../../../client/run/server.ts'
import { waitFor } from '../../../client/run/wait.ts'
import { freePort } from '../../cluster/wait.ts'
import { createCertificate } from '../certificate.ts'
import { listen, serve } from '../servers.ts'

/** Waits for a server that answers so, one after the other, and then with the last one; gives what was asked and told. */
async function waited(t: TestContext, statuses: number[], seconds = 60) {
  let [asked, told] = [0, 0]
  const baseUrl = await serve(t, (_request, response) => {
    response.writeHead(statuses[Math.min(asked, statuses.length - 1)] ?? 200).end()
    asked += 1
  })
  await waitFor(openServer({ baseUrl, notes: [] }, { timeout: 10 }), seconds, () => {
    told += 1
  })
  return { asked, told }
}

test('a server that answers is not waited for, whatever it answers', async t => {
  for (const status of [200, 404, 500]) assert.deepEqual(await waited(t, [status]), { asked: 1, told: 0 })
})

test('one that is not ready is asked again, and that it is waited for is told once', async t => {
  assert.deepEqual(await waited(t, [503, 503, 200]), { asked: 3, told: 1 })
})

test('one that is not ready when the time is over is called all the same', async t => {
  const { asked } = await waited(t, [503], 0.3)
  assert.ok(asked >= 2, String(asked))
})

test('an answer that breaks off shows that the server is up', async t => {
  const baseUrl = await serve(t, ({ socket }, response) => {
    response.writeHead(200, { 'content-length': 9 }).write('x', () => socket.destroy())
  })
  await waitFor(openServer({ baseUrl, notes: [] }, { timeout: 10 }), 60)
})

test('what is not there when the time is over is told as a call would tell it', async () => {
  const server = openServer({ baseUrl: `http://127.0.0.1:${await freePort()}`, notes: [] }, { timeout: 10 })
  let told = 0
  const waiting = waitFor(server, 0.3, () => {
    told += 1
  })
  await assert.rejects(waiting, { code: 'ECONNREFUSED' })
  assert.equal(told, 1)
})

test('what no time will make a server is told at once', async t => {
  const bytes = createServer(socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  const notHttp = `http://127.0.0.1:${await listen(t, bytes)}`
  const plain = await serve(t, (_request, response) => response.end())
  const tls = createTlsServer(createCertificate('localhost'))
  for (const [baseUrl, code] of [
    [notHttp, 'ERR_NOT_HTTP'],
    [plain.replace('http:', 'https:'), /./],
    [`http://127.0.0.1:${await listen(t, tls)}`, /./],
  ] as const) {
    const server = openServer({ baseUrl, notes: [] }, { timeout: 10 })
    await assert.rejects(
      waitFor(server, 1e6, () => assert.fail('it is waited for')),
      { code },
    )
  }
})
