/** What Varnish, which keeps answers, gives to another caller: what says so, and nothing else. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { get } from '../../cluster/faults/load.ts'
import type { Server } from '../../cluster/server.ts'
import { startBehind } from './behind.ts'
import { proxies } from './proxies.ts'
import { missing, type Running, startProxy } from './start.ts'

for (const proxy of proxies.filter(({ name }) => name === 'Varnish'))
  describe('Varnish', { skip: missing(proxy) }, () => {
    let server: Server
    let running: Running
    before(async () => {
      server = await startBehind()
      running = await startProxy(proxy, { server: server.port })
    })
    after(async () => {
      await running?.stop()
      await server?.stop()
    })

    /** Whether two callers get the same answer, by the id that the service gives to each request. */
    async function isShared(path: string): Promise<boolean> {
      const [first, second] = [await get({ ...running.target, path }), await get({ ...running.target, path })]
      assert.ok(first.headers['x-request-id'])
      return first.headers['x-request-id'] === second.headers['x-request-id']
    }

    test('keeps no answer that says nothing of caches', async () => {
      assert.equal(await isShared('/unsaid'), false)
    })

    test('keeps no answer of the table', async () => {
      assert.equal(await isShared('/hello/Ada'), false)
    })

    test('keeps no 404', async () => {
      assert.equal(await isShared('/nowhere'), false)
    })

    test('keeps an answer that says so', async () => {
      assert.equal(await isShared('/kept'), true)
    })
  })
