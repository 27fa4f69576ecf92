import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer } from '../server.ts'
import { until } from '../wait.ts'
import { check } from './check.ts'
import { describe, failures, startLoad } from './load.ts'
import { deployableApp, startOurs } from './ours.ts'
import { badDeploy, rollKeepAlive, rollNewConnections } from './scenarios/reload.ts'

check(rollNewConnections)
check(rollKeepAlive)
check(badDeploy)

test('T5 bad-deploy: the log and /status say that the reload was abandoned, and why', async () => {
  const { server, deploy, stop } = await startOurs()
  try {
    const { generation } = await server.status()
    await deploy('throws')
    server.signal('SIGHUP')
    await until('an abandoned reload in /status', async () => {
      const { lastReload } = await server.status()
      return lastReload?.outcome === 'abandoned'
    })
    const status = await server.status()
    assert.equal(status.generation, generation)
    assert.match(status.lastReload?.reason ?? '', /a bad deploy/)
    assert.match(JSON.stringify(await server.logged(/abandoned/)), /a bad deploy/)
  } finally {
    await stop()
  }
})

test('T6 slow-boot deploy: an app that never gets ready is abandoned after the boot timeout, and no request fails', async t => {
  const { app, remove } = deployableApp()
  const server = await startServer({ app: `${app}:app`, flags: ['--boot-timeout', '2'] })
  try {
    const before = await server.workers()
    const load = startLoad(server)
    writeFileSync(app, 'await new Promise(() => setInterval(() => {}, 1000))\n')
    const asked = performance.now()
    server.signal('SIGHUP')
    await until(
      'an abandoned reload',
      async () => (await server.status()).lastReload?.outcome === 'abandoned',
    )
    const seconds = (performance.now() - asked) / 1000
    await sleep(500)
    const tally = await load.stop()

    t.diagnostic(`T6 slow-boot: abandoned after ${seconds.toFixed(1)} s; ${describe(tally)}`)
    assert.equal(failures(tally), 0, describe(tally))
    assert.ok(seconds >= 2, `abandoned after ${seconds} s, before the boot timeout`)
    assert.deepEqual(await server.workers(), before)
  } finally {
    await server.stop()
    remove()
  }
})
