/** Who listens on a port of this machine, as far as its system tells the user who asks. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** The state LISTEN in /proc/net/tcp. Source: include/net/tcp_states.h of Linux. */
const listening = '0A'

export type Holder = { pid: number; name: string }

/** The process that listens on a TCP port; of a server with several, the one that started the others. undefined if that is not to be seen. */
export function portHolder(port: number): Holder | undefined {
  const { platform } = process
  const look = platform === 'linux' ? holderInProc : platform === 'win32' ? holderByNetstat : holderByLsof
  // A system may lack the program, or not let this user look.
  return orElse(() => look(port), undefined)
}

function holderInProc(port: number): Holder | undefined {
  const tables = ['tcp', 'tcp6'].map(table => readFileSync(`/proc/net/${table}`, 'utf8'))
  const sockets = new Set(tables.flatMap(table => socketsIn(table, port)))
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  const holders = pids.filter(pid => openFiles(pid).some(file => sockets.has(file)))
  const first = holders.find(pid => !holders.includes(parentOf(pid)))
  if (first === undefined) return undefined
  const [program = ''] = readFileSync(`/proc/${first}/cmdline`, 'utf8').split('\0')
  return { pid: Number(first), name: program.replace(/^.*\/(?=.)/, '') }
}

/**
 * The sockets that listen on a port, as the links in /proc/PID/fd name them.
 *
 * @param table what /proc/net/tcp says, or its like for IPv6
 */
export function socketsIn(table: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const fields = table.split('\n').map(row => row.trim().split(/ +/))
  return fields
    .filter(([, local, , state]) => local?.endsWith(wanted) && state === listening)
    .map(({ 9: inode }) => `socket:[${inode}]`)
}

/** None of a process that is somebody else's, or has just ended. */
function openFiles(pid: string): string[] {
  const folder = `/proc/${pid}/fd`
  const files = orElse(() => readdirSync(folder), [])
  // Among those of this process is the folder itself, which is closed by now.
  return files.map(file => orElse(() => readlinkSync(`${folder}/${file}`), ''))
}

function parentOf(pid: string): string {
  return /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
}

function holderByLsof(port: number): Holder | undefined {
  const flags = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']
  return holderInLsof(execFileSync('lsof', flags, { encoding: 'utf8' }))
}

/** macOS has lsof. It gives a line for each field: the process, p4711, and its name, cnode. */
export function holderInLsof(found: string): Holder | undefined {
  const [, pid, name] = /^p(\d+)\nc(.*)$/m.exec(found) ?? []
  return pid === undefined || name === undefined ? undefined : { pid: Number(pid), name }
}

function holderByNetstat(port: number): Holder | undefined {
  const pid = pidInNetstat(execFileSync('netstat', ['-ano', '-p', 'TCP'], { encoding: 'latin1' }), port)
  if (pid === undefined) return undefined
  const task = execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'latin1' })
  return { pid, name: nameInTask(task) }
}

/** netstat's words are in the language of Windows, but who listens has a peer on port 0. */
export function pidInNetstat(found: string, port: number): number | undefined {
  const pid = new RegExp(`^ *TCP +\\S+:${port} +\\S+:0 +\\S+ +(\\d+)`, 'm').exec(found)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

/** The program in a line of tasklist. */
export function nameInTask(task: string): string {
  return /^"([^"]+)"/.exec(task)?.[1] ?? 'a program'
}

function orElse<Value>(get: () => Value, otherwise: Value): Value {
  try {
    return get()
  } catch {
    return otherwise
  }
}
