/** What the kernel tells about other processes, for tests that must not take a server's word for it. Linux only. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** The pids of a process's children, zombies left out. */
export function childrenOf(parent: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
  return table
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, ppid, state]) => Number(ppid) === parent && !state?.startsWith('Z'))
    .map(([pid]) => Number(pid))
}

/** Whether a process runs; one that has ended and waits for its parent (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Resident memory in bytes. */
export function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}

/** What each open file descriptor of a process points to, such as `socket:[12345]`. */
export function openFiles(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap(fd => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)]
    } catch {
      return [] // closed since the directory was read
    }
  })
}

/**
 * How many files a process holds open, but for the one that Node opens for a moment whenever the process looks at its memory,
 * as ours do four times a second.
 */
export function heldFiles(pid: number): number {
  return openFiles(pid).filter(file => file !== `/proc/${pid}/stat`).length
}

/** How many connections to `port` a process has accepted and not yet closed. Exact while it is stopped or hung. */
export function acceptedConnections(pid: number, port: number): number {
  return acceptedFrom(pid, port).length
}

/** The clients' own ports of the connections to `port` that a process has accepted and not yet closed. */
export function acceptedFrom(pid: number, port: number): number[] {
  const files = new Set(openFiles(pid))
  return serverSockets(port)
    .filter(({ inode }) => files.has(`socket:[${inode}]`))
    .map(({ from }) => from)
}

/** All connections (not the listening socket) whose local port is `port`. */
function serverSockets(port: number): { inode: string | undefined; from: number }[] {
  const localPort = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const listening = '0A'
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(table =>
    readFileSync(table, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(line => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(localPort) && state !== listening)
      .map(fields => ({ inode: fields[9], from: Number.parseInt(fields[2]?.split(':')[1] ?? '', 16) })),
  )
}
