import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'

test('a handler that throws ends its worker with a stack in the log, and a new worker serves', async () => {
  await serving({}, async server => {
    const [before] = await server.workers()
    const { outcome } = await get({ port: server.port, path: '/throw' })
    assert.equal(outcome, 'reset')
    const { err } = await server.logged(/^Exception in worker process/)
    assert.match((err as Error).stack ?? '', /thrown by a handler\n +at .*fixtures\/app\.js/)
    assert.notEqual(JSON.parse((await get(server)).body).pid, before)
  })
})

test('what an error that ends a worker knows of passwords is written nowhere', async () => {
  await serving({}, async server => {
    await get({ port: server.port, path: '/throw' })
    const { err } = await server.logged(/^Exception in worker process/)
    await server.logged(/exited with code 1$/)
    const { headers } = (err as { config: { headers: object } }).config
    assert.deepEqual(headers, { Authorization: '[Redacted]', accept: 'text/plain' })
    assert.doesNotMatch(server.errors() + server.garbled.join('\n'), /hunter2/)
  })
})
