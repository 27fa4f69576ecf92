import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFiles, residentMemory } from '../processes.ts'
import type { Server } from '../server.ts'
import { eventually, until } from '../wait.ts'
import { describe, failures, startLoad } from './load.ts'
import { startOurs } from './ours.ts'

const reloads = 50
const connections = 100_000

test('T22 leaks: after 50 reloads and 100,000 connections files are as at the start, and memory is level', async t => {
  const { server, stop } = await startOurs()
  try {
    const atStart = await filesOf(server)
    const trickle = startLoad(server, { count: 4 })
    const supervisorMemory: number[] = []
    for (let i = 0; i < reloads; i++) {
      await reload(server)
      supervisorMemory.push(residentMemory(server.pid))
    }
    const reloaded = await trickle.stop()
    const flood = startLoad(server)
    const workerMemory = await memoryDuring(flood.tally, await server.workers())
    const flooded = await flood.stop()
    const level = await eventually(async () => isLevel(await filesOf(server), atStart), 20)
    const atEnd = await filesOf(server)

    const supervisorGrowth = growth(supervisorMemory)
    const workerGrowth = growth(workerMemory)
    t.diagnostic(`T22 leaks: files ${show(atStart)}, then ${show(atEnd)}`)
    t.diagnostic(
      `T22 leaks, supervisor: ${megabytes(supervisorMemory)} MB over ${reloads} reloads; ${describe(reloaded)}`,
    )
    t.diagnostic(
      `T22 leaks, largest worker: ${megabytes(workerMemory)} MB over the connections; ${describe(flooded)}`,
    )
    assert.equal(failures(reloaded), 0, describe(reloaded))
    assert.equal(failures(flooded), 0, describe(flooded))
    assert.ok(level, `open files were ${show(atStart)} and are ${show(atEnd)}`)
    assert.ok(
      supervisorGrowth < 1.2,
      `the supervisor grew by ${supervisorGrowth.toFixed(2)} in the second half`,
    )
    assert.ok(workerGrowth < 1.2, `the workers grew by ${workerGrowth.toFixed(2)} in the second half`)
  } finally {
    await stop()
  }
})

interface Files {
  readonly supervisor: number
  /** Of the worker that has most. */
  readonly worker: number
}

async function filesOf(server: Server): Promise<Files> {
  const workers = await server.workers()
  return {
    supervisor: openFiles(server.pid).length,
    worker: Math.max(...workers.map(pid => openFiles(pid).length)),
  }
}

function isLevel(now: Files, before: Files): boolean {
  return now.supervisor <= before.supervisor && now.worker <= before.worker
}

async function reload(server: Server): Promise<void> {
  const { generation } = await server.status()
  server.signal('SIGHUP')
  await until('a complete reload', async () => {
    const status = await server.status()
    return status.generation === generation + 1 && status.lastReload?.outcome === 'complete'
  })
}

/** The largest worker's memory, at 20 moments while the connections are made. */
async function memoryDuring(
  tally: { readonly total: number },
  workers: readonly number[],
): Promise<number[]> {
  const samples: number[] = []
  for (let i = 1; i <= 20; i++) {
    await until('enough connections', () => tally.total >= (connections * i) / 20, 300)
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

function megabytes(samples: readonly number[]): string {
  return samples
    .filter((_, index) => index % 5 === 4)
    .map(bytes => Math.round(bytes / 2 ** 20))
    .join(' ')
}

function show({ supervisor, worker }: Files): string {
  return `${supervisor} and ${worker}`
}
