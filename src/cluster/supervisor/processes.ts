/** The worker processes behind the list: how one is started, told to drain, and killed. */
import cluster, { type Worker as ClusterWorker } from 'node:cluster'
import { hangStack } from '../hang-stack.ts'
import { isStale, type Worker } from './fleet.ts'
import { forkWorker, send, sendSockets, sendStart, whyNotStarted } from './fork.ts'
import { log } from './journal.ts'
import { passOver } from './pass-over.ts'
import { readFromWorker } from './read-message.ts'
import { enterStartFolder } from './start-folder.ts'
import type { Supervisor } from './supervisor.ts'
import { onBootFailure, onExit, onMessage } from './worker-events.ts'

/** Starts a worker of the current generation, which is on the list from now until it exits; or says why that cannot be. */
export function spawnWorker(supervisor: Supervisor): void {
  const { folder, fleet } = supervisor
  const { number: generation, options } = fleet.current
  let child: ClusterWorker
  try {
    enterStartFolder(folder)
    child = forkWorker(options, fleet.want)
  } catch (error) {
    onBootFailure(supervisor, { pid: 0, generation, failure: whyNotStarted(error) }, '')
    return
  }
  watchWorker(supervisor, child)
}

function watchWorker(supervisor: Supervisor, child: ClusterWorker): void {
  const { app, fleet, listeners } = supervisor
  const { number: generation, options } = fleet.current
  const now = performance.now()
  const worker: Worker = {
    id: child.id,
    pid: child.process.pid ?? 0,
    generation,
    bornAt: now,
    state: 'booting',
    deadline: now + (options.bootTimeout || Number.POSITIVE_INFINITY),
  }
  fleet.workers.push(worker)
  if (worker.pid > 0) log.info(`Booting worker with pid: ${worker.pid}`)

  const end = (how: string) => {
    onExit(supervisor, worker, how)
    supervisor.changed()
  }
  let hasBooted = false
  child.on('message', (sent: unknown, handle?: unknown) => {
    const message = readFromWorker(sent)
    if (!message || (message.type === 'boot' && hasBooted)) {
      passOver(worker, handle)
      return
    }
    if (message.type === 'boot') {
      hasBooted = true
      sendStart(child, options, app, listeners)
    }
    onMessage(supervisor, worker, message)
    supervisor.changed()
  })
  child.on('error', error => {
    if (worker.pid > 0) {
      log.error({ err: error }, `Worker (pid:${worker.pid}) cannot be reached`)
      return
    }
    // One that was never started has no exit either.
    worker.failure = whyNotStarted(error)
    end(error.message)
  })
  child.on('exit', (code, signal) => end(signal ?? `code ${code}`))
}

/** Has a worker that has left the sockets listen on them again; one that drains meanwhile has no use for them. */
export function offerSockets({ listeners }: Supervisor, worker: Worker): void {
  worker.wantsSockets = false
  if (worker.state === 'ready') sendSockets(cluster.workers?.[worker.id], listeners)
}

/** Tells a worker to accept nothing more, answer what it has, and end. */
export function drainWorker({ fleet, metrics }: Supervisor, worker: Worker): void {
  const { gracefulTimeout, keepAlive } = fleet.current.options
  const isStopping = fleet.phase === 'stopping'
  if (worker.state === 'ready' && !isStopping && isStale(fleet, worker)) {
    metrics.countRestart(worker.retiring ?? 'reload')
  }
  worker.state = 'draining'
  // Unless the server stops, idle connections live out the keep-alive time besides.
  worker.deadline = performance.now() + gracefulTimeout + (isStopping ? 0 : keepAlive)
  send(cluster.workers?.[worker.id], { type: 'drain', closeIdle: isStopping })
}

/** Kills a worker that has missed its deadline, or that is not wanted any more. */
export async function killWorker({ fleet }: Supervisor, worker: Worker): Promise<void> {
  const isOverdue = worker.deadline <= performance.now()
  worker.killedFor = isOverdue ? overdue[worker.state] : 'unwanted'
  worker.state = 'killed'
  if (worker.killedFor === 'hang') {
    const { hangStack: isWanted } = fleet.current.options
    const stack = isWanted ? await hangStack(worker.pid, worker.inspectorPort) : undefined
    log.fatal({ worker: worker.pid, stack }, `WORKER TIMEOUT (pid:${worker.pid})`)
  }
  cluster.workers?.[worker.id]?.process.kill('SIGKILL')
}

const overdue = {
  booting: 'boot-timeout',
  ready: 'hang',
  draining: 'graceful-timeout',
  killed: 'unwanted',
} as const
