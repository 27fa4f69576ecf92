import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../server.ts'
import { until } from '../wait.ts'
import { check } from './check.ts'
import { describe, failures, get, startLoad } from './load.ts'
import { fixture, startOurs } from './ours.ts'
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

test('T3 recycle-memory: a worker that leaks above --max-worker-memory is replaced, its successor first, and no request fails', async t => {
  const server = await startServer({ app: fixture('app'), flags: ['--max-worker-memory', '300'] })
  try {
    const loads = [startLoad(server, { count: 10 }), startLoad(server, { count: 10, keepAlive: true })]
    const { pid, outcome } = await get({ port: server.port, path: '/leak?300', timeout: 60_000 })
    assert.equal(outcome, 'ok')
    const ready: number[] = []
    await until('the end of the worker that leaks', async () => {
      const workers = await server.workers()
      ready.push(workers.length)
      return !workers.includes(pid ?? 0)
    })
    await server.logged(new RegExp(`Worker exiting \\(pid: ${pid}\\)`))
    const tallies = await Promise.all(loads.map(load => load.stop()))
    const { body } = await get({ port: server.adminPort, path: '/metrics' })

    t.diagnostic(
      `T3 recycle-memory: ${tallies.map(describe).join(', ')}; at least ${Math.min(...ready)} ready`,
    )
    for (const tally of tallies) assert.equal(failures(tally), 0, describe(tally))
    assert.ok(Math.min(...ready) >= 4, `only ${Math.min(...ready)} workers were ready at one moment`)
    assert.match(body, /^cluster_worker_restarts_total\{reason="memory"\} 1$/m)
  } finally {
    await server.stop()
  }
})
