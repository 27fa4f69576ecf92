import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { portHolder } from '../../src/cluster/port-holder.ts'
import { serving } from './serving.ts'
import { freePort } from './wait.ts'

for (const host of ['127.0.0.1', '0.0.0.0', '::1']) {
  test(`the process that listens on a port of ${host} is named`, async () => {
    const port = await freePort()
    const server = createServer().listen(port, host)
    await once(server, 'listening')
    const holder = portHolder(port)
    server.close()
    assert.equal(holder?.pid, process.pid)
    assert.match(holder.name, /node/)
  })
}

test('of a server with several processes the one that started the others is named', async () => {
  await serving({ workers: 2 }, async ({ port, pid }) => {
    assert.equal(portHolder(port)?.pid, pid)
  })
})

test('a port that nobody listens on has no holder', async () => {
  assert.equal(portHolder(await freePort()), undefined)
})
