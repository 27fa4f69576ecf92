/** The flags of Node that a process of the app is started with: those of the supervisor, and what its memory and signals need. */
import { getHeapStatistics } from 'node:v8'
import { heapShare, memoryLimit } from '../container-limits.ts'
import type { Options } from '../settings/options.ts'

/**
 * @param workers that share the memory
 * @param limit in bytes, for all of them together; that of the container unless given
 */
export function nodeFlags(
  { hangStack }: Pick<Options, 'hangStack'>,
  workers: number,
  limit = memoryLimit(),
): string[] {
  return [...process.execArgv, ...heapFlag(workers, limit), ...youngHeapFlag(), ...inspectorFlag(hangStack)]
}

/** Each worker's share of the container's memory, unless V8 would take less by itself or somebody has said how much. */
function heapFlag(workers: number, limit: number | undefined): string[] {
  if (limit === undefined || isSaid(/max[-_]old[-_]space/)) return []
  const share = heapShare(limit, workers)
  return share < getHeapStatistics().heap_size_limit / 2 ** 20 ? [`--max-old-space-size=${share}`] : []
}

/**
 * At most 12 MB for new objects, where V8 would take up to 48, unless somebody has said how much: four workers need 15 MB less after
 * load. With half of it objects leave for the old part of the heap so soon that V8 collects that, too, all the time: on one busy core
 * p99 is 6 to 9 ms then, in place of 3, and large JSON bodies take up to half more CPU time.
 */
function youngHeapFlag(): string[] {
  return isSaid(/semi[-_]space/) ? [] : ['--max-semi-space-size=4']
}

function isSaid(flag: RegExp): boolean {
  return [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some(text => flag.test(text))
}

/** Without the hang stack there is no reason to let SIGUSR1 open a worker's inspector, where Node can be told so. */
function inspectorFlag(hangStack: boolean): string[] {
  const flag = '--disable-sigusr1'
  return !hangStack && process.allowedNodeEnvironmentFlags.has(flag) ? [flag] : []
}
