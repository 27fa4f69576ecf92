/** An app that talks to the supervisor, by the channel that is the server's own. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, Socket } from 'node:net'
import { test } from 'node:test'
import { lastLines } from '../../../src/cluster/supervisor/journal.ts'
import { passOver } from '../../../src/cluster/supervisor/pass-over.ts'
import { writeApp } from '../apps.ts'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'

const said = /^Passed over what the app sent/

const sends = `
const values = [null, 0, 'ready', [], {}, { type: 'ready' }, { type: 'heartbeat' }, { type: 'metrics', metrics: [{}] },
  { type: 'retire' }, { type: 'failed' }, { type: 'boot' }, { type: 'answer', question: 1, no: {} }, { cmd: 'x' }]
const sendAll = () => { for (const value of values) process.send(value) }
`

test('whatever the workers and what prepares send is passed over, said once, and the server goes on', async () => {
  const app = writeApp(`${sends}
sendAll()
setInterval(sendAll, 20)
export const prepare = async () => sendAll()`)
  await serving({ app: app.path, workers: 2 }, async server => {
    await server.logged(said)
    server.signal('SIGHUP')
    await server.logged(/^Reload complete: generation 2/)
    assert.equal((await get({ port: server.port })).outcome, 'ok')
    const reload = server.log.findIndex(({ msg }) => msg.startsWith('Hang up: Master'))
    const before = server.log.slice(0, reload)
    assert.equal(before.filter(({ msg }) => said.test(msg)).length, 1)
    assert.equal((await get({ port: server.adminPort, path: '/metrics' })).status, 200)
    assert.equal(server.errors(), '')
  })
})

test('a connection and a listening socket that came along are closed', async () => {
  const connection = new Socket()
  const listening = createServer().listen(0, '127.0.0.1')
  await once(listening, 'listening')
  for (const handle of [connection, listening, undefined]) passOver({ pid: 7, generation: 1 }, handle)
  assert.deepEqual([connection.destroyed, listening.listening], [true, false])
})

test('a socket that is closed already is nothing to speak of', async () => {
  const handle = { close: () => assert.fail('closed already') }
  assert.doesNotThrow(() => passOver({ pid: 7, generation: 1 }, handle))
})

test('which worker it was is told once for each generation', () => {
  const before = lastLines().length
  for (const generation of [2, 2, 3, 2]) passOver({ pid: 4711, generation }, undefined)
  assert.equal(lastLines().length - before, 2)
})
