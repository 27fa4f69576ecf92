/** What Linux tells about the processes of a server, all of its workers and threads included. */
import { readdirSync, readFileSync } from 'node:fs'

/** A process and all that descend from it. */
export function processTree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter(isNumber)
    .map(name => [Number(name), parentOf(name)] as const)
  const found = [root]
  for (const pid of found)
    found.push(...parents.filter(([, parent]) => parent === pid).map(([child]) => child))
  return found
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name)
}

function parentOf(pid: string): number {
  return Number(statusFields(pid)[1])
}

/** The fields of /proc/PID/stat from the third on; the second, the program's name, may contain spaces and parentheses. */
function statusFields(pid: number | string): string[] {
  return read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
}

/** Microseconds that the processes have spent on a CPU so far: the first field of every thread's schedstat, in ns. */
export function cpuTime(pids: number[]): number {
  const files = pids.flatMap(pid => threadsOf(pid).map(thread => `/proc/${pid}/task/${thread}/schedstat`))
  return sum(files.map(file => Number(read(file).split(' ')[0]) / 1000))
}

/**
 * Milliseconds that processes have spent on a CPU since they began, with their ended threads and the ended processes that
 * they waited for: utime, stime, cutime and cstime of /proc/PID/stat, in hundredths of a second (USER_HZ).
 */
export function cpuTimeSinceStart(pids: number[]): number {
  return sum(
    pids.map(pid => {
      const ticks = statusFields(pid).slice(11, 15).map(Number)
      return 10 * sum(ticks)
    }),
  )
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Memory in MB, of shared pages each process's share (PSS). */
export function memory(pids: number[]): number {
  const kilobytes = pids.map(pid =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  )
  return sum(kilobytes) / 1024
}

/** A file's text, nothing if its process has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
