import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startServer } from '../server.ts'
import { freePort } from '../wait.ts'
import { get, type Target } from './load.ts'
import { fixture } from './ours.ts'

const app = fixture('app')

test('T28 unix: a socket file left by a server that was killed is replaced, and every user may connect', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unix-'))
  const socketPath = join(folder, 'server.sock')
  try {
    await serves([`unix:${socketPath}`], { socketPath, port: 0 })
    assert.ok(statSync(socketPath).isSocket(), 'the killed server has left its socket file')
    await serves([`unix:${socketPath}`], { socketPath, port: 0 }, () => {
      assert.equal(statSync(socketPath).mode & 0o777, 0o777)
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('T28 fd: a listening socket that was inherited as descriptor 3 is served', async () => {
  const port = await freePort()
  const listener = createServer().listen(port, '127.0.0.1')
  await once(listener, 'listening')
  // What a socket-activating init would pass on.
  const { fd } = (listener as unknown as { _handle: { fd: number } })._handle
  const server = await startServer({ app, workers: 2, bind: ['fd://3'], inherit: fd }).finally(() =>
    listener.close(),
  )
  try {
    assert.equal((await get({ port })).outcome, 'ok')
  } finally {
    await server.stop()
  }
})

test('T28 ipv6: [::1] is served', async () => {
  const port = await freePort()
  await serves([`[::1]:${port}`], { host: '::1', port })
})

test('T28 several binds: all of them are served', async () => {
  const [first, second] = [await freePort(), await freePort()]
  const bind = [`127.0.0.1:${first}`, `127.0.0.1:${second}`]
  await serves(bind, { port: first })
  await serves(bind, { port: second })
})

/** Starts a server, asks it where it should be, and kills it. */
async function serves(bind: readonly string[], target: Target, look = () => {}): Promise<void> {
  const server = await startServer({ app, workers: 2, bind })
  try {
    assert.equal((await get(target)).outcome, 'ok')
    look()
  } finally {
    await server.stop()
  }
}
