import { join } from 'node:path'
import { build } from './build.ts'
import { heldFiles, residentMemory } from './processes.ts'
import type { Server } from './server.ts'
import { until } from './wait.ts'

/** What a process holds. */
export interface Usage {
  readonly files: number
  readonly timers: number
  /** Bytes after a collection, buffers included. */
  readonly heap: number
  /** Bytes of resident memory after a collection, which need not have given back what it freed. */
  readonly memory: number
}

/** For a server that is to be asked for its usage: flags of Node, by which it and its workers know how to answer. */
export const askable: readonly string[] = [
  '--expose-gc',
  '--import',
  join(build(), 'test/cluster/faults/fixtures/resources.js'),
]

/** The usage of the supervisor or a worker of a server that was started with `askable`. */
export async function usageOf({ log }: Server, pid: number): Promise<Usage> {
  const answers = () => log.filter(line => line.msg === 'resources' && line.pid === pid)
  const before = answers().length
  process.kill(pid, 'SIGWINCH')
  const { timers, heap } = await until('an answer of the preloaded module', () => answers()[before])
  return { files: heldFiles(pid), timers: Number(timers), heap: Number(heap), memory: residentMemory(pid) }
}

/** Of several processes, the most of each. */
export async function largestUsage(server: Server, pids: readonly number[]): Promise<Usage> {
  const usages = await Promise.all(pids.map(pid => usageOf(server, pid)))
  const most = (key: keyof Usage) => Math.max(...usages.map(usage => usage[key]))
  return { files: most('files'), timers: most('timers'), heap: most('heap'), memory: most('memory') }
}
