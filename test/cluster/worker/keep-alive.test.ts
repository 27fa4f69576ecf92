/** --keep-alive with the server around it; on a server of Node's own, connections are in connections.test.ts. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { build } from '../build.ts'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

const plainApp = `${build()}/test/cluster/fixtures/plain-app.js`

test('a request that comes while the event loop is held up for longer than --keep-alive is answered', async () => {
  await serving({ flags: ['--keep-alive', '5', '--max-loop-delay', '0'] }, async ({ port }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const first = await get({ port, agent })
    const heldUp = get({ port, path: '/compute?ms=8000', timeout: 30_000 })
    await until('a request that waits in vain', () => get({ port, timeout: 100 }).then(isLate))
    const second = await get({ port, agent, timeout: 30_000 })
    assert.deepEqual([first.outcome, second.outcome], ['ok', 'ok'])
    assert.equal(second.connection, first.connection)
    assert.equal((await heldUp).outcome, 'ok')
    agent.destroy()
  })
})

test('a connection that is idle for longer than --keep-alive is closed', async () => {
  await serving({ flags: ['--keep-alive', '1'] }, async ({ port }) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))
    await once(socket.resume(), 'end')
    socket.destroy()
  })
})

test('an app that says what follows when the time of an answer is up goes on with it', async () => {
  await serving({ app: plainApp }, async ({ port }) => {
    assert.equal((await get({ port, path: '/handled' })).body, 'the app took too long')
  })
})

test('an answer whose time is up without a word of the app is dropped', async () => {
  await serving({ app: plainApp }, async ({ port }) => {
    assert.equal((await get({ port, path: '/unhandled' })).outcome, 'reset')
  })
})

function isLate({ outcome }: { outcome: string }): boolean {
  return outcome === 'timeout'
}
