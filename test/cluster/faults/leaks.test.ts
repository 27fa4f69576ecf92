/**
 * T22, as written: 50 reloads and 100,000 connections. More of both, for a look at the figures:
 * `RELOADS=100 CONNECTIONS=1000000 npm test -- faults/leaks`
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFiles, residentMemory } from '../processes.ts'
import { type Server, startServer } from '../server.ts'
import { askable, largestUsage, type Usage, usageOf } from '../usage.ts'
import { eventually, until } from '../wait.ts'
import { describe, failures, startLoad } from './load.ts'
import { fixture } from './ours.ts'

const reloads = Number(process.env.RELOADS ?? 50)
const connections = Number(process.env.CONNECTIONS ?? 100_000)
/** V8 lets the young generation grow under load, up to 48 MB; held small, it hides no leak among what it takes. */
const smallYoungGeneration = '--max-semi-space-size=2'
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

    const trickle = startLoad(server, { count: 4, keepAlive: true })
    const supervisorMemory: number[] = []
    for (let i = 0; i < reloads; i++) {
      await reload(server)
      supervisorMemory.push(residentMemory(server.pid))
    }
    const reloaded = await trickle.stop()
    t.diagnostic(`T22 leaks, supervisor: ${megabytes(supervisorMemory)} MB of RSS over ${reloads} reloads`)
    t.diagnostic(`T22 leaks, clients of the reloads: ${describe(reloaded)}`)
    const renewed = await settled(server, atStart)
    t.diagnostic(`T22 leaks, after the reloads: ${show(renewed)}`)

    const [flood, regulars] = [startLoad(server), startLoad(server, { count: 4, keepAlive: true })]
    const workerMemory = await memoryDuring(flood.tally, await server.workers())
    const flooded = [await flood.stop(), await regulars.stop()]
    t.diagnostic(`T22 leaks, largest worker: ${megabytes(workerMemory)} MB of RSS over the connections`)
    t.diagnostic(
      `T22 leaks, clients that connect anew, and that keep alive: ${flooded.map(describe).join(', ')}`,
    )
    const atEnd = await settled(server, renewed)
    t.diagnostic(`T22 leaks, at the end: ${show(atEnd)}`)

    for (const tally of [reloaded, ...flooded]) assert.equal(failures(tally), 0, describe(tally))
    const open = await openOf(server)
    for (const now of [renewed, atEnd]) {
      assert.ok(
        isLevel(now, atStart),
        `it began with ${show(atStart)}, and came to ${show(now)}; open now:\n${open}`,
      )
    }
    for (const process of ['supervisor', 'worker'] as const) {
      const [before, after] = [renewed[process].heap, atEnd[process].heap]
      assert.ok(after < 1.1 * before, `the heap of the ${process} went from ${before} to ${after} bytes`)
    }
    const grown = { supervisor: growth(supervisorMemory), workers: growth(workerMemory) }
    assert.ok(
      grown.supervisor < 1.2,
      `the supervisor grew by ${grown.supervisor.toFixed(2)} in the second half`,
    )
    assert.ok(grown.workers < 1.2, `the workers grew by ${grown.workers.toFixed(2)} in the second half`)
  } finally {
    await server.stop()
  }
})

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
 * The usage once connections and their timers have gone, or what it still is after 20 s.
 *
 * One reading may find a file too many: for each beat a process reads its memory from a file of /proc.
 */
async function settled(server: Server, before: Usages): Promise<Usages> {
  const level = await eventually(async () => {
    const now = await usage(server)
    return isLevel(now, before) && now
  }, 20)
  return level ?? usage(server)
}

function isLevel(now: Usages, before: Usages): boolean {
  return (['supervisor', 'worker'] as const).every(
    process => now[process].files <= before[process].files && now[process].timers <= before[process].timers,
  )
}

async function reload(server: Server): Promise<void> {
  const { generation } = await server.status()
  server.signal('SIGHUP')
  await until('a complete reload', async () => {
    const status = await server.status()
    return status.generation === generation + 1 && status.lastReload?.outcome === 'complete'
  })
}

/** What the supervisor and each worker have open, a line for each. */
async function openOf(server: Server): Promise<string> {
  const all = [server.pid, ...(await server.workers())].map(pid => openFiles(pid).sort().join(' '))
  return all.join('\n')
}

/** The largest worker's memory, at 20 moments while the connections are made. */
async function memoryDuring(
  tally: { readonly total: number },
  workers: readonly number[],
): Promise<number[]> {
  const samples: number[] = []
  for (let i = 1; i <= 20; i++) {
    await until('enough connections', () => tally.total >= (connections * i) / 20, 600)
    samples.push(Math.max(...workers.map(residentMemory)))
  }
  return samples
}

/** How many times the mean of the last quarter is that of the second: 1 on a plateau. The first is for warming up. */
function growth(samples: readonly number[]): number {
  const quarter = samples.length / 4
  return mean(samples.slice(-quarter)) / mean(samples.slice(quarter, 2 * quarter))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Ten of the samples, the last one included. */
function megabytes(samples: readonly number[]): string {
  const step = Math.ceil(samples.length / 10)
  return samples
    .filter((_, index) => index % step === step - 1)
    .map(inMegabytes)
    .join(' ')
}

function inMegabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0)
}

function show({ supervisor, worker }: Usages): string {
  const one = ({ files, timers, heap }: Usage) =>
    `${files} files, ${timers} timers, ${(heap / 2 ** 20).toFixed(1)} MB of heap`
  return `supervisor ${one(supervisor)}; worker ${one(worker)}`
}
