import { type ChildProcess, fork } from 'node:child_process'
import cluster, { type Worker as ClusterWorker } from 'node:cluster'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Address } from '../address.ts'
import { exitCodes, reasonOf } from '../failure.ts'
import type { SocketHandle } from '../listen.ts'
import type { Failed, ToWorker, WorkerSettings } from '../messages.ts'
import { moreOpenFiles } from '../open-files.ts'
import { isShortOfFiles } from '../resident-memory.ts'
import type { Options } from '../settings/options.ts'
import { nodeFlags } from './node-flags.ts'

/** A listening address and the socket that stands for it, if this Node can make one that does not accept. */
export type Listener = { address: Address; handle: SocketHandle | undefined }

/** Starts a worker process. What the app needs to know, it gets as environment variables. */
export function forkWorker(options: Options, workers: number): ClusterWorker {
  // The kernel, not the supervisor, gives connections to workers: only one that runs can take them.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  const exec = moduleOf('worker/work')
  cluster.setupPrimary({ exec, args: [], execArgv: nodeFlags(options, workers) })
  return cluster.fork(environment(options, workers))
}

/**
 * Starts the process in which the app prepares. Not by node:cluster: the workers' numbers, which X-Served-By shows, would
 * begin at 2.
 */
export function forkPreparing(options: Options, workers: number, app: string): ChildProcess {
  return fork(moduleOf('prepare-app'), [app, options.name], {
    // With --inspect it would want the supervisor's own port, and end; node:cluster gives each worker another one.
    execArgv: [...nodeFlags(options, workers), '--inspect-port=0'],
    env: { ...process.env, ...environment(options, 1) },
  })
}

/** The file of a module of src/cluster/ that a process begins with: from source a .ts file, compiled a .js file, as this one is. */
function moduleOf(name: string): string {
  return fileURLToPath(new URL(`../${name}${extname(import.meta.url)}`, import.meta.url))
}

/** @param processes that use the app at the same time: each takes its share of what is limited, such as a database's connections */
function environment(options: Options, processes: number): Record<string, string> {
  return {
    LOG_LEVEL: options.logLevel,
    ACCESS_LOG: options.accessLog ? '1' : '0',
    FORWARDED_ALLOW_IPS: options.forwardedAllowIps,
    WEB_CONCURRENCY: String(processes),
  }
}

/** Why a process could not be started, of what was thrown or told instead. */
export function whyNotStarted(error: unknown): Omit<Failed, 'type'> {
  const isShort = isShortOfFiles((error as NodeJS.ErrnoException).code ?? '')
  const reason = `It could not be started: ${reasonOf(error)}${isShort ? `. ${moreOpenFiles}` : ''}`
  return { exitCode: exitCodes.bootFailed, reason }
}

/** Gives a worker that said `boot` its settings and sockets. */
export function sendStart(child: ClusterWorker, options: Options, app: string, listeners: Listener[]): void {
  const addresses = listeners.map(({ address }) => address)
  const settings: WorkerSettings = { ...options, app, addresses }
  send(child, { type: 'start', settings })
  sendSockets(child, listeners)
}

export function sendSockets(child: ClusterWorker | undefined, listeners: Listener[]): void {
  for (const { handle } of listeners) send(child, { type: 'listen' }, handle)
}

/** Sends to a worker; one that has just died gets nothing, and its exit is an event of its own. */
export function send(child: ClusterWorker | undefined, message: ToWorker, handle?: SocketHandle): void {
  if (!child?.isConnected()) return
  // Node sends a bare socket handle; its types know only net.Server and net.Socket.
  child.send(message, handle as never, { keepOpen: true }, () => {})
}
