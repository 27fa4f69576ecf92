/** Reloads of one server behind all proxies at once, while callers POST over new connections and over kept ones. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Call, describe as counts, failures, type Load, startLoad } from '../../cluster/faults/load.ts'
import type { Server } from '../../cluster/server.ts'
import { until } from '../../cluster/wait.ts'
import { startBehind } from './behind.ts'
import { proxies } from './proxies.ts'
import { missing, type Running, startProxy } from './start.ts'

/** How much shorter all times are here. */
const scale = 15
/** Of each kind, for each proxy: few enough for a machine of two cores. */
const count = 2

const present = proxies.filter(proxy => !missing(proxy))

describe('two reloads of the server lose no POST', { skip: present.length === 0 }, () => {
  let server: Server
  const running: Running[] = []
  const loads = new Map<string, readonly Load[]>()
  const all = () => [...loads.values()].flat()

  before(async () => {
    server = await startBehind(scale)
    for (const proxy of present) running.push(await startProxy(proxy, { server: server.port, scale }))
    // Only now: to start one stops this process, and so its callers, for a while.
    for (const [index, { target }] of running.entries()) {
      const headers = { ...target.headers, 'content-type': 'application/json' }
      const post: Call = { ...target, method: 'POST', path: '/echo', body: '{"said":"a"}', headers }
      loads.set(present[index]?.name ?? '', [
        startLoad(post, { count }),
        startLoad(post, { count, keepAlive: true }),
      ])
    }
    for (const reload of [1, 2]) {
      const done = () => server.log.filter(({ msg }) => msg?.startsWith('Reload complete')).length
      server.signal('SIGHUP')
      await until(`reload ${reload}`, () => done() === reload, 120)
    }
    const soFar = all().map(({ tally }) => tally.ok)
    const areFurther = () => all().every(({ tally }, index) => tally.ok > (soFar[index] ?? 0) + 50)
    await until('answers of the new workers to everybody', areFurther, 60)
  })
  after(async () => {
    await Promise.all(all().map(load => load.stop()))
    await Promise.all(running.map(({ stop }) => stop()))
    await server?.stop()
  })

  for (const proxy of proxies)
    test(`behind ${proxy.name}`, { skip: missing(proxy) }, async t => {
      for (const load of loads.get(proxy.name) ?? []) {
        const tally = await load.stop()
        t.diagnostic(counts(tally))
        assert.equal(failures(tally), 0, counts(tally))
      }
    })
})
