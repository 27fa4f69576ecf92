import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { ConnectTimeout, requests } from '../../../client/requests.ts'
import { openBlackhole } from '../blackhole.ts'
import { serve } from '../servers.ts'
import { closeUnused } from './close-unused.ts'
import { serveBytes, serveTcp } from './strange-servers.ts'

interface Expected {
  code: string
  message: string
  hint?: RegExp
}

async function assertFails(call: Promise<unknown>, expected: Expected): Promise<void> {
  await assert.rejects(call, { name: 'ConnectionError', ...expected })
}

const closedBy = (base: string) => ({
  code: 'ECONNRESET',
  message: `connection closed without an answer by ${new URL(base).host}`,
})

test('nothing listens: connection refused, by name and by address', async () => {
  const port = 2 // registered for a program (compressnet) that nobody runs
  for (const host of ['localhost', '127.0.0.1']) {
    const message = `connection refused by ${host}:${port}`
    const expected = {
      code: 'ECONNREFUSED',
      message,
      hint: /npm start or docker compose up/,
    }
    await assertFails(requests.get(`http://${host}:${port}/name`), expected)
  }
})

test('nobody knows the host', async () => {
  const message = 'no such host: vcm-3461.invalid'
  await assertFails(requests.get('http://vcm-3461.invalid:5000/'), {
    code: 'ENOTFOUND',
    message,
    hint: /spelling/,
  })
})

test('closed as soon as it is accepted, as a port that Docker publishes with nothing behind it', async t => {
  const base = await serveTcp(t, socket => socket.destroy())
  for (let call = 0; call < 20; call += 1) {
    await assertFails(requests.get(base), { ...closedBy(base), hint: /0\.0\.0\.0 inside its container/ })
  }
})

test('closed as soon as it is accepted, 10 calls at a time and without a timeout', async t => {
  const base = await serveTcp(t, socket => socket.destroy())
  const calls = Array.from({ length: 10 }, () => requests.get(base, { timeout: null }))
  await Promise.all(calls.map(call => assertFails(call, closedBy(base))))
})

test('closed each time before the request is written to it, and without a timeout', async t => {
  const base = await serve(t, (_req, res) => res.end('never sent'))
  closeUnused(t, base)
  await assertFails(requests.get(base, { timeout: null }), closedBy(base))
})

test('a connection that is closed too early does no harm if the next one holds', async t => {
  const base = await serve(t, (_req, res) => {
    setTimeout(() => res.end('late'), 500)
  })
  closeUnused(t, base, 1)
  assert.equal((await requests.get(base)).text, 'late')
})

test('a connection that its server has closed while the program was at work is not used again', async t => {
  const base = await closesSoon(t)
  await requests.get(base)
  await requests.get(base)
  // The event loop stands still, as it does in a long check of an answer.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  assert.equal((await requests.get(base)).text, 'answered')
})

test('a connection that is closed says nothing about a call to another server that has none yet', async t => {
  const [closing, silent] = [await serveTcp(t, socket => socket.destroy()), await openBlackhole(t)]
  const waiting = assert.rejects(requests.get(silent, { timeout: 2 }), ConnectTimeout)
  await assertFails(requests.get(closing), closedBy(closing))
  await waiting
})

test('closed after the request', async t => {
  const base = await serveTcp(t, socket => socket.once('data', () => socket.end()))
  await assertFails(requests.get(base), closedBy(base))
})

test('reset after the request', async t => {
  const base = await serveTcp(t, socket => socket.once('data', () => socket.resetAndDestroy()))
  await assertFails(requests.get(base), closedBy(base))
})

test('closed in the middle of the headers', async t => {
  const base = await serveBytes(t, 'HTTP/1.1 200 OK\r\nContent-Le')
  await assertFails(requests.get(base), closedBy(base))
})

/** A server in a thread of its own, which closes a connection 50 ms after its answer. */
async function closesSoon(t: TestContext): Promise<string> {
  const thread = new Worker(
    `const server = require('node:http').createServer((req, res) => {
      res.end('answered')
      setTimeout(() => req.socket.destroy(), 50)
    })
    server.listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port))`,
    { eval: true },
  )
  t.after(() => thread.terminate())
  const [port] = await once(thread, 'message')
  return `http://127.0.0.1:${port}`
}
