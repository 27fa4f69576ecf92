import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build } from '../build.ts'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

const plainApp = `${build()}/test/cluster/fixtures/plain-app.js`

test('an app without metrics is not held up by loading what collects them', async () => {
  await serving({ app: plainApp }, async server => {
    await get(server)
    await until('a beat that counts the request', async () => (await server.status()).workers[0]?.requests)
    const { body } = await get(server)
    assert.doesNotMatch(body, /prom-client/)
  })
})
