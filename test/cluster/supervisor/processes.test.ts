import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

test('a worker whose event loop is stuck is killed and replaced, and the log names the function', async () => {
  await serving({ workers: 2, flags: ['--timeout', '2'] }, async server => {
    get({ port: server.port, path: '/hang' })
    const { stack } = await server.logged(/^WORKER TIMEOUT \(pid:\d+\)/)
    assert.match(
      String(stack),
      typeof WebSocket === 'undefined' ? /Node 22 or later/ : /^spinForEver .*app\.js/,
    )
    await until('two workers', async () => (await server.workers()).length === 2)
  })
})
