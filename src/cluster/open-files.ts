/** What a process may have open: files, connections and all else that has a descriptor (`ulimit -n`, RLIMIT_NOFILE). */
import { readdirSync, readFileSync } from 'node:fs'

/** What a person can do when it is too little. */
export const moreOpenFiles = 'Raise the limit: `ulimit -n` of the shell, LimitNOFILE of systemd.'

/** Descriptors beyond which what the app opens is not reckoned with. One event loop hardly answers as many requests at once. */
const mostForTheApp = 1000

/** How many this process may have open, by a file of Linux; undefined elsewhere, or if there is no limit. */
export function openFilesLimit(file = '/proc/self/limits'): number | undefined {
  try {
    // Node has raised the soft limit, which comes first, to the hard one.
    const [, soft] = /^Max open files +(\d+)/m.exec(readFileSync(file, 'utf8')) ?? []
    return soft === undefined ? undefined : Number(soft)
  } catch {
    return undefined
  }
}

/** How many this process has open, or all that it may if there is none left to count them with. Linux only. */
export function countOpenFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/**
 * How many connections a process may take, for a limit and what it has open before the first one. Half of the rest is left to
 * the app, so that each connection has a second descriptor for what its answer opens: a file, a call of another service.
 */
export function mostConnections(limit: number, open: number): number {
  const rest = limit - open
  return Math.max(1, rest - Math.min(Math.ceil(rest / 2), mostForTheApp))
}
