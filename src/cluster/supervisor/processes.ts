/** The worker processes behind the list: how one is started, told to drain, and killed. */
import cluster from 'node:cluster'
import { log } from '../../log.ts'
import { hangStack } from '../hang-stack.ts'
import type { FromWorker } from '../messages.ts'
import { isStale, type Worker } from './fleet.ts'
import { forkWorker, send, sendStart } from './fork.ts'
import type { Supervisor } from './supervisor.ts'
import { onExit, onMessage } from './worker-events.ts'

/** Starts a worker of the current generation, which is on the list from now until it exits. */
export function spawnWorker(supervisor: Supervisor): void {
  const { app, fleet, listeners } = supervisor
  const { number: generation, options } = fleet.current
  const child = forkWorker(options, fleet.want)
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
  log.info(`Booting worker with pid: ${worker.pid}`)

  child.on('message', (message: FromWorker) => {
    if (message.type === 'boot') sendStart(child, options, app, listeners)
    onMessage(supervisor, worker, message)
    supervisor.changed()
  })
  child.on('error', error => log.error({ err: error }, `Worker (pid:${worker.pid}) cannot be reached`))
  child.on('exit', (code, signal) => {
    onExit(supervisor, worker, signal ?? `code ${code}`)
    supervisor.changed()
  })
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
