/** The client against the exercises: it knows of them what the document says, and makes a call of each of their examples. */
import '../http/quiet.ts'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { z } from 'zod'
import { type Routes, route, varies } from '../../src/http.ts'
import { runClient } from '../client/run-client.ts'
import { appOf } from '../http/app-of.ts'
import { routes as data } from './data.ts'
import { routes as heartRates } from './heart-rates.ts'
import { routes as sum } from './sum.ts'
import { tasks } from './tasks.ts'

process.env.API_TOKEN = 'the-token-of-this-test'

/** Examples of every kind that differ in what they leave out. */
const sparse: Routes = {
  place: route('GET /place', {
    summary: 'Answers what it was asked for',
    query: z.object({ city: z.string().optional(), street: z.string().optional() }),
    headers: z.object({ 'x-unit': z.enum(['m', 'km']).optional() }),
    returns: z.object({ asked: z.string() }),
    examples: [
      { query: {}, headers: {}, returns: { asked: 'nothing' } },
      { query: { city: 'Cary' }, headers: {}, returns: { asked: 'Cary' } },
      { query: { city: 'Cary', street: 'Main' }, headers: {}, returns: { asked: 'Cary Main' } },
      { query: {}, headers: { 'x-unit': 'km' }, returns: { asked: 'km' } },
    ],
    handler: ({ query, headers }) => ({
      asked: [query.city, query.street, headers['x-unit']].filter(Boolean).join(' ') || 'nothing',
    }),
  }),
  count: route('POST /count', {
    summary: 'Takes a number that is the whole body',
    body: z.number(),
    returns: z.object({ next: z.number() }),
    examples: [
      { body: 0, returns: { next: 1 } },
      { body: 7, returns: { next: 8 } },
    ],
    handler: ({ body }) => ({ next: body + 1 }),
  }),
  time: route('GET /time', {
    summary: 'Takes nothing',
    returns: z.object({ ms: z.number() }),
    examples: [{ returns: { ms: varies(0) } }, { returns: { ms: varies(1) } }],
    handler: () => ({ ms: Date.now() }),
  }),
}

for (const [name, routes] of Object.entries<Routes>({ sum, data, heartRates, tasks, sparse })) {
  test(`each request that examples of ${name} show is made once and answered as they say, and the second run is as green`, async t => {
    const server = createServer(appOf(routes)).listen(0, '127.0.0.1')
    t.after(() => server.close())
    await once(server, 'listening')
    const requests = Object.values(routes).flatMap(({ endpoint, examples }) => {
      const shown = examples.map(({ returns: _, problem, ...request }: Record<string, unknown>) => request)
      return [...new Set(shown.map(request => JSON.stringify([endpoint, request])))]
    })
    const flags = [`127.0.0.1:${(server.address() as AddressInfo).port}`, `--bearer=${process.env.API_TOKEN}`]
    for (const _ of ['first', 'second']) {
      const { code, stdout } = await runClient(flags)
      assert.match(stdout, new RegExp(`^${requests.length} calls?: ${requests.length} ok `, 'm'), stdout)
      assert.equal(code, 0)
    }
  })
}
