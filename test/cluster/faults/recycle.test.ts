import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../wait.ts'
import { check } from './check.ts'
import { describe, failures, startLoad } from './load.ts'
import { startOurs } from './ours.ts'
import { recycleKeepAlive, recycleNewConnections } from './scenarios/reload.ts'

check(recycleNewConnections)
check(recycleKeepAlive)

for (const keepAlive of [false, true]) {
  const clients = keepAlive ? 'keep-alive' : 'new-connection'
  test(`T4 scale: TTIN three times, then TTOU three times: 4, 7, 4 workers, and no ${clients} request fails`, async t => {
    const { server, stop } = await startOurs()
    try {
      const load = startLoad(server, { keepAlive })
      const count = (wanted: number) =>
        until(`${wanted} ready workers`, async () => (await server.workers()).length === wanted)
      for (const wanted of [5, 6, 7]) {
        server.signal('SIGTTIN')
        await count(wanted)
      }
      for (const wanted of [6, 5, 4]) {
        server.signal('SIGTTOU')
        await count(wanted)
      }
      const tally = await load.stop()
      t.diagnostic(`T4 scale, ${clients}: ${describe(tally)}`)
      assert.equal(failures(tally), 0, describe(tally))
    } finally {
      await stop()
    }
  })
}
