import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'

test('the app gets its settings as environment variables', async () => {
  const flags = ['--no-access-log', '--log-level', 'warning', '--forwarded-allow-ips', '10.0.0.1']
  await serving({ flags, workers: 2 }, async ({ port }) => {
    const { settings } = JSON.parse((await get({ port })).body)
    assert.deepEqual(settings, {
      LOG_LEVEL: 'warn',
      ACCESS_LOG: '0',
      FORWARDED_ALLOW_IPS: '10.0.0.1',
      WEB_CONCURRENCY: '2',
    })
  })
})
