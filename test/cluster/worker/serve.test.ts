import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../faults/load.ts'
import { getKeepAlive } from '../keep-alive.ts'
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

test('a worker is replaced after --max-requests, successor first', async () => {
  await serving({ flags: ['--max-requests', '3'] }, async server => {
    const [before] = await server.workers()
    for (let i = 0; i < 3; i += 1) assert.equal((await get(server)).status, 200)
    await server.logged(/^Autorestarting worker after current request/)
    await until('another worker', async () => (await server.workers()).every(pid => pid !== before))
    assert.equal((await get(server)).status, 200)
  })
})
