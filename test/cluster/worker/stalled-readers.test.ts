/** Stalled readers, at times that a test makes; with the server around it, it is in send-timeout.test.ts. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Present } from '../../../src/cluster/worker/present.ts'
import { dropStalledReaders } from '../../../src/cluster/worker/stalled-readers.ts'

/** An answer of a server of Node's own that a test gives by hand, with the looks at it. */
async function answering(t: TestContext, timeout: number) {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const answers = new Present<ServerResponse>()
  dropStalledReaders(answers, timeout)
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause()
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
  answers.add(response)
  t.after(() => {
    client.destroy()
    server.close()
  })
  const { socket } = response
  assert.ok(socket)
  /** In the next turn of the event loop, when all of it has been handed on. */
  async function write(): Promise<void> {
    response.write('x'.repeat(20_000_000))
    await nextTurn()
  }
  return { client, response, socket, write, look: (after = timeout / 4) => t.mock.timers.tick(after) }
}

test('an answer of which something waits to be read has half of --send-timeout, up to the next progress', async t => {
  const { socket, write, look } = await answering(t, 1001)
  await write()
  look(250)
  assert.equal(socket.timeout, undefined)
  look(1)
  assert.equal(socket.timeout, 501)
})

test('looks are half a second apart, however long --send-timeout is', async t => {
  const { socket, write, look } = await answering(t, 60_000)
  await write()
  look(500)
  assert.equal(socket.timeout, 30_000)
})

test('an answer that has all been read has no limit any more, and none before it is made', async t => {
  const { client, response, socket, write, look } = await answering(t, 1000)
  look()
  assert.equal(socket.timeout, undefined)
  await write()
  look()
  client.resume()
  await once(response, 'drain')
  look()
  assert.equal(socket.timeout, 0)
})

test('a limit that the app has set itself is left alone', async t => {
  const { socket, write, look } = await answering(t, 1000)
  socket.setTimeout(70_000)
  look()
  assert.equal(socket.timeout, 70_000)
  await write()
  look()
  assert.equal(socket.timeout, 70_000)
})

test('an answer whose turn has not come has no connection to look at', t => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const answers = new Present<ServerResponse>()
  dropStalledReaders(answers, 1000)
  answers.add({ socket: null } as ServerResponse)
  t.mock.timers.tick(1000)
})

test('with --send-timeout 0 nobody looks', async t => {
  const { socket, write, look } = await answering(t, 0)
  await write()
  look(1000)
  assert.equal(socket.timeout, undefined)
})
