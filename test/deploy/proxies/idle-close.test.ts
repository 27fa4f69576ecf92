/** Who closes an idle connection between a proxy and the server: the proxy, so that no request crosses the close. */
import assert from 'node:assert/strict'
import { Agent } from 'node:https'
import { describe, test } from 'node:test'
import { ask, type Call } from '../../cluster/faults/load.ts'
import { startBehind } from './behind.ts'
import { proxies, serverFlags } from './proxies.ts'
import { missing, shipped, startProxy } from './start.ts'
import { layWire } from './wire.ts'

/** How much shorter all times are here. */
const scale = 15

describe('a POST at the moment in which the server closes idle connections', { concurrency: true }, () => {
  for (const proxy of proxies)
    test(`is answered behind ${proxy.name}`, { skip: missing(proxy) }, async t => {
      const server = await startBehind(scale)
      t.after(() => server.stop())
      const wire = await layWire(server.port)
      t.after(() => wire.close())
      const running = await startProxy(proxy, { server: wire.port, scale })
      t.after(() => running.stop())
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      t.after(() => agent.destroy())

      const headers = { ...running.target.headers, 'content-type': 'application/json' }
      const post: Call = {
        ...running.target,
        method: 'POST',
        path: '/echo',
        body: '{"said":"a"}',
        headers,
        agent,
      }
      assert.equal((await ask(post)).outcome, 'ok')
      await wire.allEnded()
      const { outcome, status, body } = await ask(post)
      assert.equal(outcome, 'ok', `${status} ${body}`)
    })
})

describe('the time for which an idle connection is kept', () => {
  const keepAlive = Number(serverFlags[serverFlags.indexOf('--keep-alive') + 1])
  for (const proxy of proxies)
    test(`is shorter in ${proxy.name} than in the server, by ten seconds`, () => {
      const found = [...shipped(proxy)].flatMap(text => proxy.idle.exec(text)?.slice(1) ?? [])
      assert.equal(found.length, 1)
      const seconds = proxy.seconds?.(Number(found[0])) ?? Number(found[0])
      assert.ok(seconds + 10 < keepAlive, `${seconds} s and ${keepAlive} s`)
    })
})
