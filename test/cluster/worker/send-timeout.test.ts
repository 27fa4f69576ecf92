/** --send-timeout with the server around it; at times that a test makes it is in stalled-readers.test.ts. */
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

const flags = ['--send-timeout', '2']
/** More than the kernel keeps for a client that does not read. */
const path = '/bytes?count=20000000'

function ask(port: number): Socket {
  const socket = connect(port, '127.0.0.1').pause()
  socket.on('error', () => {})
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
  return socket
}

test('a client that reads nothing of its answer is dropped after --send-timeout', async () => {
  await serving({ flags }, async server => {
    const openConnections = async () => (await server.status()).workers[0]?.openConnections
    const socket = ask(server.port)
    await until('the connection', async () => (await openConnections()) === 1)
    await until('its end', async () => (await openConnections()) === 0)
    socket.destroy()
  })
})

test('a download that takes longer than --send-timeout is finished as long as it makes progress', async () => {
  await serving({ flags }, async server => {
    const socket = ask(server.port)
    const started = performance.now()
    let received = 0
    while (received < 20_000_000) {
      received += (socket.read() as Buffer | null)?.length ?? 0
      assert.ok(!socket.destroyed, `dropped after ${received} bytes`)
      await sleep(10)
    }
    socket.destroy()
    assert.ok(performance.now() - started > 2500, 'the download was too quick to prove anything')
  })
})

test('an answer that takes longer than --send-timeout to make is sent', async () => {
  await serving({ flags }, async ({ port }) => {
    assert.equal((await get({ port, path: '/slow?ms=4000' })).status, 200)
  })
})
