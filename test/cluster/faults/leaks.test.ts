/**
 * T22, as written: 50 reloads and 100,000 connections. More of both, for a look at the figures:
 * `RELOADS=100 CONNECTIONS=1000000 npm test -- faults/leaks`
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFiles } from '../processes.ts'
import { type Server, startServer } from '../server.ts'
import { askable, largestUsage, type Usage, usageOf } from '../usage.ts'
import { eventually, until } from '../wait.ts'
import { describe, failures, type Load, startLoad } from './load.ts'
import { fixture } from './ours.ts'

const reloads = Number(process.env.RELOADS ?? 50)
const connections = Number(process.env.CONNECTIONS ?? 100_000)
/** V8 lets the young generation grow under load, up to 48 MB; held small, it hides no leak among what it takes. */
const smallYoungGeneration = '--max-semi-space-size=2'
/** How many times what it was memory may be at most. What is resident is up to V8 as well. */
const mostGrowth = [
  ['heap', 1.1],
  ['memory', 1.2],
] as const
const title = `after ${reloads} reloads and ${connections.toLocaleString('en')} connections`

test(`T22 leaks: ${title} files and timers are as at the start, and memory is level`, async t => {
  const server = await startServer({
    app: fixture('app'),
    nodeFlags: [...askable, smallYoungGeneration],
    flags: ['--keep-alive', '1'],
  })
  try {
    const atStart = await usage(server)
    t.diagnostic(`T22 leaks, at the start: ${show(atStart)}`)
    const usageAfter = async (what: string, loads: readonly Load[]) => {
      const tallies = await Promise.all(loads.map(load => load.stop()))
      const now = await settled(server, usages => isLevel(usages, atStart))
      t.diagnostic(`T22 leaks, after ${what}: ${show(now)}; ${tallies.map(describe).join(', ')}`)
      for (const tally of tallies) assert.equal(failures(tally), 0, describe(tally))
      assert.ok(isLevel(now, atStart), `it began with ${show(atStart)}; open now:\n${await openOf(server)}`)
      return now
    }

    // Memory is compared with that after a quarter: what a process compiles and caches at first is no leak.
    const some = Math.ceil(reloads / 4)
    const someReloads = await usageAfter(`${some} reloads`, await reload(server, some))
    await usageAfter(`${reloads - some} more`, await reload(server, reloads - some))
    const quarter = connections / 4
    const someConnections = await usageAfter(`${quarter} connections`, await connect(server, quarter))
    await usageAfter(`${3 * quarter} more`, await connect(server, 3 * quarter))

    const warm = { supervisor: someReloads.supervisor, worker: someConnections.worker }
    const atRest = await settled(server, usages => grown(usages, warm).length === 0)
    t.diagnostic(`T22 leaks, at rest: ${show(atRest)}`)
    assert.deepEqual(grown(atRest, warm), [])
  } finally {
    await server.stop()
  }
})

/** Reloads so many times while clients come and go, which it returns. */
async function reload(server: Server, times: number): Promise<Load[]> {
  const clients = startLoad(server, { count: 4, keepAlive: true })
  for (let i = 0; i < times; i++) {
    const next = Number((await server.status()).generation) + 1
    server.signal('SIGHUP')
    await until('a complete reload', async () => {
      const status = await server.status()
      return status.generation === next && status.lastReload?.outcome === 'complete'
    })
  }
  return [clients]
}

/** Has clients that connect anew for each request, until there have been so many, and others that keep their connection. */
async function connect(server: Server, count: number): Promise<Load[]> {
  const [newcomers, regulars] = [startLoad(server), startLoad(server, { count: 4, keepAlive: true })]
  await until('enough connections', () => newcomers.tally.total >= count, 1200)
  return [newcomers, regulars]
}

interface Usages {
  readonly supervisor: Usage
  /** The most that any of them holds. */
  readonly worker: Usage
}

async function usage(server: Server): Promise<Usages> {
  return {
    worker: await largestUsage(server, await server.workers()),
    supervisor: await usageOf(server, server.pid),
  }
}

/**
 * The usage once it is as it should be, or what it still is after 20 s: connections and their timers go a little later
 * than the clients, and Node 26 gives back some 12 s after a collection what that has freed.
 */
async function settled(server: Server, asItShouldBe: (now: Usages) => boolean): Promise<Usages> {
  const answer = await eventually(async () => {
    const now = await usage(server)
    return asItShouldBe(now) && now
  }, 20)
  return answer ?? usage(server)
}

function isLevel(now: Usages, before: Usages): boolean {
  return (['supervisor', 'worker'] as const).every(
    process => now[process].files <= before[process].files && now[process].timers <= before[process].timers,
  )
}

/** Whose memory has grown more than it may, and how much. */
function grown(now: Usages, before: Usages): string[] {
  return (['supervisor', 'worker'] as const).flatMap(process =>
    mostGrowth.flatMap(([what, most]) => {
      const growth = now[process][what] / before[process][what]
      return growth < most ? [] : [`the ${what} of the ${process} is ${growth.toFixed(2)} times what it was`]
    }),
  )
}

/** What the supervisor and each worker have open, a line for each. */
async function openOf(server: Server): Promise<string> {
  const all = [server.pid, ...(await server.workers())].map(pid => openFiles(pid).sort().join(' '))
  return all.join('\n')
}

function show({ supervisor, worker }: Usages): string {
  const one = ({ files, timers, heap, memory }: Usage) =>
    `${files} files, ${timers} timers, ${megabytes(heap)} MB of heap, ${megabytes(memory)} MB of RSS`
  return `supervisor ${one(supervisor)}; worker ${one(worker)}`
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1)
}
