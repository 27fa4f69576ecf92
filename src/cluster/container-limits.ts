/**
 * What a container may use, read from the files of cgroup v2 and v1.
 *
 * Node's own answers do not serve: os.availableParallelism() rounds down, gives the host's count below one CPU, and the
 * host's count under v1 in Docker.
 */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'

/** A limit of v1 that is not set reads as some enormous number. */
const noLimit = 2 ** 60

/** CPUs that this process may use, such as 0.5; at most what the machine has. */
export function cpuLimit(root = '/', machine = availableParallelism()): number {
  const quotas = cgroupDirectories(root).map(directory => {
    const [quota, period] = (
      read(directory, 'cpu.max') ??
      `${read(directory, 'cpu.cfs_quota_us')} ${read(directory, 'cpu.cfs_period_us')}`
    ).split(' ')
    return Number(quota) / Number(period)
  })
  return Math.min(machine, ...quotas.filter(cpus => cpus > 0))
}

/** Bytes of memory that this process and its children may use together; undefined if nothing limits them. */
export function memoryLimit(root = '/'): number | undefined {
  const limits = cgroupDirectories(root)
    .map(directory => Number(read(directory, 'memory.max') ?? read(directory, 'memory.limit_in_bytes')))
    .filter(bytes => bytes > 0 && bytes < noLimit)
  return limits.length > 0 ? Math.min(...limits) : undefined
}

/** One worker for each CPU, part of one included: a process on half a CPU still uses that half. */
export function automaticWorkers(cpus = cpuLimit()): number {
  return Math.max(1, Math.ceil(cpus))
}

/**
 * The heap in MB that each worker may fill, so that a leak ends in V8's own trace and not in the kernel killing the
 * container: three quarters of an equal share, after 64 MB for the supervisor; the rest is what a process needs beyond its heap.
 */
export function heapShare(limit: number, workers: number): number {
  const share = ((limit / 2 ** 20 - 64) / workers) * 0.75
  return Math.max(32, Math.floor(share))
}

/** This process's directory in each hierarchy, and all above it: the tightest limit of them counts. */
function cgroupDirectories(root: string): string[] {
  const lines = (read(root, 'proc/self/cgroup') ?? '').split('\n')
  const mounts = lines.flatMap(line => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    return path === undefined ? [] : [{ mount: join(root, 'sys/fs/cgroup', controllers ?? ''), path }]
  })
  return mounts.flatMap(({ mount, path }) => ancestors(path).map(ancestor => join(mount, ancestor)))
}

function ancestors(path: string): string[] {
  return path === '/' ? [path] : [path, ...ancestors(dirname(path))]
}

function read(directory: string, file: string): string | undefined {
  try {
    return readFileSync(join(directory, file), 'utf8')
  } catch {
    return undefined
  }
}
