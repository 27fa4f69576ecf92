import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeApp } from '../apps.ts'
import { get } from '../faults/load.ts'
import { getKeepAlive } from '../keep-alive.ts'
import type { Server } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

test('with --served-by an answer says which worker of which process gave it, and without it does not', async () => {
  await serving({ env: { SERVED_BY: '1' } }, async server => {
    const [pid] = await server.workers()
    assert.equal((await getKeepAlive(server.port)).headers['x-served-by'], `worker 1 (pid ${pid})`)
  })
  await serving({}, async ({ port }) => {
    assert.equal('x-served-by' in (await getKeepAlive(port)).headers, false)
  })
})

test('the app may bring its own HTTP classes', async () => {
  await serving({}, async ({ port }) => {
    assert.equal(JSON.parse((await get({ port })).body).mark, 'made by the app')
  })
})

test('an answer says how long the connection is kept', async () => {
  await serving({ flags: ['--keep-alive', '7'] }, async ({ port }) => {
    assert.equal((await getKeepAlive(port)).headers['keep-alive'], 'timeout=7')
  })
})

test('with --keep-alive 0 no connection is kept', async () => {
  await serving({ flags: ['--keep-alive', '0'] }, async ({ port }) => {
    assert.equal((await getKeepAlive(port)).headers.connection, 'close')
  })
})

const replaced = /^Autorestarting worker after current request/

test('a worker is replaced after --max-requests and not before, successor first', async () => {
  await serving({ flags: ['--max-requests', '3'] }, async server => {
    const [before] = await server.workers()
    for (let i = 0; i < 2; i += 1) assert.equal((await get(server)).status, 200)
    // What a worker has told is there before its next heartbeat.
    await until('two requests', async () => (await requestsOf(server)) === 2)
    assert.equal(hasReplaced(server), false)
    assert.equal((await get(server)).status, 200)
    await server.logged(replaced)
    await until('another worker', async () => (await server.workers()).every(pid => pid !== before))
    assert.equal((await get(server)).status, 200)
  })
})

test('--max-requests-jitter alone replaces nobody', async () => {
  await serving({ flags: ['--max-requests-jitter', '2'] }, async server => {
    for (let i = 0; i < 3; i += 1) await get(server)
    await until('three requests', async () => (await requestsOf(server)) === 3)
    assert.equal(hasReplaced(server), false)
  })
})

function hasReplaced({ log }: Server): boolean {
  return log.some(({ msg }) => replaced.test(msg))
}

async function requestsOf(server: Server): Promise<number> {
  const { body } = await get({ port: server.adminPort, path: '/metrics' })
  return Number(/^cluster_requests_total (\d+)$/m.exec(body)?.[1])
}

test('a request with more header fields than allowed is refused, and one with as many is answered', async () => {
  await serving({ flags: ['--limit-request-fields', '3'] }, async ({ port }) => {
    // Node's client sends Host and Connection by itself.
    assert.equal((await get({ port, headers: { a: '1' } })).status, 200)
    assert.equal((await get({ port, headers: { a: '1', b: '2' } })).status, 431)
  })
})

test('a connection is not kept after a request for an upgrade that nobody takes up', async () => {
  await serving({}, async ({ port }) => {
    const { status, headers } = await get({ port, headers: { connection: 'upgrade', upgrade: 'chat' } })
    assert.deepEqual([status, headers.connection], [200, 'close'])
  })
})

test('a port that the system chooses is told', async () => {
  await serving({ bind: ['127.0.0.1:0'] }, async server => {
    assert.match((await server.logged(/^Listening at/)).msg, /^Listening at: http:\/\/127\.0\.0\.1:[1-9]\d+ /)
  })
})

test('an app that cannot close is told in the log, and the server ends as ever', async () => {
  const app = writeApp(`export const close = async () => { throw new Error('the database is gone') }`)
  await serving({ app: app.path }, async server => {
    server.signal('SIGTERM')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
    const { err } = await server.logged(/^The close function of the app failed/)
    assert.equal((err as Error).message, 'the database is gone')
  })
})
