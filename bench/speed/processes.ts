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

/** The fourth field of /proc/PID/stat; the second, the program's name, may contain spaces and parentheses. */
function parentOf(pid: string): number {
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
  return Number(fields[1])
}

/** Microseconds that the processes have spent on a CPU so far: the first field of every thread's schedstat, in ns. */
export function cpuTime(pids: number[]): number {
  const files = pids.flatMap(pid => threadsOf(pid).map(thread => `/proc/${pid}/task/${thread}/schedstat`))
  return sum(files.map(file => Number(read(file).split(' ')[0]) / 1000))
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
