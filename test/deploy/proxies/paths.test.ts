/** What a path is behind each proxy of docs/scale.md, whose commands start it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { get, type Target } from '../../cluster/faults/load.ts'
import { startBehind } from './behind.ts'
import { proxies } from './proxies.ts'
import { missing, type Running, startProxy } from './start.ts'

const server = await startBehind()
after(() => server.stop())

for (const proxy of proxies)
  for (const below of [false, true]) {
    const prefix = below ? '/api' : ''
    describe(`${proxy.name}, with the service at ${prefix}/`, { skip: missing(proxy) }, () => {
      let running: Running
      before(async () => {
        running = await startProxy(proxy, { server: server.port, below })
      })
      after(() => running?.stop())

      const at = (path: string): Target => ({ ...running.target, path: prefix + path })

      test('an encoded slash of a path stays within its part', async () => {
        const { status, body } = await get(at('/hello/a%2Fb'))
        assert.deepEqual([status, body], [200, '{"name":"a/b"}\n'])
      })

      test('the docs are found with all that they load', async () => {
        const page = await get(at('/docs'))
        assert.equal(page.outcome, 'ok', page.body)
        const links = [...page.body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link as string)
        assert.ok(links.length >= 4, page.body)
        // As a browser does: beside the page's own address.
        for (const link of [...links, 'openapi.json']) {
          const { pathname } = new URL(link, `https://x${prefix}/docs`)
          assert.equal((await get({ ...running.target, path: pathname })).outcome, 'ok', pathname)
        }
      })
    })
  }
