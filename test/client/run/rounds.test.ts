import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../../../client/call.ts'
import { parseTarget } from '../../../client/command-line/target.ts'
import { runRounds } from '../../../client/run/rounds.ts'
import { openServer } from '../../../client/run/server.ts'
import { serve } from '../servers.ts'

const read: Call = { name: 'GET /name', method: 'GET', path: '/name' }
const add: Call = { name: 'POST /notes', method: 'POST', path: '/notes', json: { title: 'Milk' } }
const list: Call = { name: 'GET /notes', method: 'GET', path: '/notes?limit=1' }
const remove: Call = { name: 'DELETE /notes', method: 'DELETE', path: '/notes/1' }

/** Makes the calls in rounds, for four users unless another number is given, and gives what the server was asked, in order, and how many at once. */
async function asked(
  t: TestContext,
  calls: Call[],
  { count = 10, ...options }: { count?: number; jobs?: number } = { jobs: 4 },
): Promise<{ requests: string[]; most: number }> {
  const requests: string[] = []
  let inFlight = 0
  let most = 0
  const host = await serve(t, async ({ method, url }: IncomingMessage, response: ServerResponse) => {
    requests.push(`${method} ${url}`)
    inFlight += 1
    most = Math.max(most, inFlight)
    await sleep(20)
    inFlight -= 1
    response.end('{}')
  })
  const server = openServer(parseTarget(host), { timeout: 10, fresh: true })
  const rounds = Array.from({ length: count }, () => calls)
  const results = await runRounds(server, rounds, options)
  assert.ok(results.every(({ verdict }) => verdict === 'ok'))
  assert.equal(results.length, calls.length * rounds.length)
  return { requests, most }
}

test('as many users as there are jobs call at the same time, and no more', async t => {
  const { most } = await asked(t, [read])
  assert.equal(most, 4)
})

test('what changes something, and what reads it, is asked by one user, round after round', async t => {
  const { requests } = await asked(t, [read, add, list, remove])
  const round = ['POST /notes', 'GET /notes?limit=1', 'DELETE /notes/1']
  const rounds = Array.from({ length: 10 }, () => round)
  assert.deepEqual(
    requests.filter(request => request !== 'GET /name'),
    rounds.flat(),
  )
})

test('what gives a value to another call is asked by the user who makes that call', async t => {
  const use: Call = {
    name: 'GET /colours',
    method: 'GET',
    path: '/colours',
    needs: [{ call: 'GET /name' }],
  }
  const { most } = await asked(t, [read, use])
  assert.equal(most, 1)
})

test('a server that is silent costs each user one timeout', async t => {
  const host = await serve(t, () => {})
  const server = openServer(parseTarget(host), { timeout: 0.3, fresh: true })
  const rounds = Array.from({ length: 50 }, () => [read])
  const results = await runRounds(server, rounds, { jobs: 4 })
  const made = results.filter(({ verdict }) => verdict !== 'skipped')
  assert.equal(results.length, 50)
  assert.ok(made.length <= 4, String(made.length))
  assert.ok(made.every(({ word }) => word === 'timeout'))
})

test('one user makes round after round, each in its order', async t => {
  for (const options of [{ count: 2 }, { count: 2, jobs: 1 }]) {
    const { requests, most } = await asked(t, [read, add, list], options)
    const round = ['GET /name', 'POST /notes', 'GET /notes?limit=1']
    assert.deepEqual([requests, most], [[...round, ...round], 1])
  }
})

test('a path that is no endpoint is asked for in a single round alone', async t => {
  const baseUrl = await serve(t, ({ url }, response) => response.end(`{"url":"${url}"}`))
  const server = openServer(parseTarget(baseUrl), { timeout: 10 })
  const telling: Call = { ...read, expect: { unlike: '/nonesuch' } }
  const words = async (rounds: Call[][]) => (await runRounds(server, rounds)).map(({ word }) => word)
  assert.deepEqual(await words([[telling]]), ['wrong'])
  assert.deepEqual(await words([[telling], [telling]]), ['ok', 'ok'])
})

const others: [what: string, call: Call, changing: Call, together: boolean][] = [
  ['HEAD', { ...read, method: 'HEAD' }, add, true],
  [
    'a call at another place than what changes something',
    { ...read, path: '/names' },
    { ...add, path: '/name' },
    true,
  ],
  ['a call below the place of what changes something', { ...read, path: '/notes/1/a' }, add, false],
  [
    'a call at the top, where another changes something',
    { ...read, path: '/' },
    { ...add, path: '/?a=1' },
    false,
  ],
]

for (const [what, call, changing, together] of others) {
  test(`${what} is asked by ${together ? 'all users' : 'one user'}`, async t => {
    assert.equal((await asked(t, [call, changing])).most > 1, together)
  })
}
