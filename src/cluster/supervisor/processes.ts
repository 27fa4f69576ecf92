import cluster from 'node:cluster'
import { log } from '../../log.ts'
import { exitCodes, Failure } from '../failure.ts'
import { hangStack } from '../hang-stack.ts'
import type { FromWorker } from '../messages.ts'
import { noteCrash } from './crash-loop.ts'
import {
  abandonReload,
  becomeReady,
  type Fleet,
  type Generation,
  isStale,
  takeBeat,
  type Worker,
} from './fleet.ts'
import { forkWorker, type Listener, send, sendStart } from './fork.ts'
import type { Metrics } from './metrics.ts'

type Circumstances = {
  app: string
  fleet: Fleet
  metrics: Metrics
  listeners: Listener[]
  reconcile(): void
  /** Ends the server, because it cannot start. */
  abort(failure: Failure): never
}

/** The worker processes behind the list: starts them, tells them to drain, kills them, and notes what they say and how they end. */
export function createCrew({ app, fleet, metrics, listeners, reconcile, abort }: Circumstances) {
  let hasServed = false

  function boot(): void {
    const { number: generation, options } = fleet.current
    const child = forkWorker(options, fleet.want)
    const now = performance.now()
    const deadline = now + (options.bootTimeout || Number.POSITIVE_INFINITY)
    const worker: Worker = {
      id: child.id,
      pid: child.process.pid ?? 0,
      generation,
      bornAt: now,
      state: 'booting',
      deadline,
    }
    fleet.workers.push(worker)
    log.info(`Booting worker with pid: ${worker.pid}`)

    child.on('message', (message: FromWorker) => {
      if (message.type === 'boot') sendStart(child, options, app, listeners)
      hear(worker, message)
      reconcile()
    })
    child.on('error', error => log.error({ err: error }, `Worker (pid:${worker.pid}) cannot be reached`))
    child.on('exit', (code, signal) => {
      fleet.workers = fleet.workers.filter(other => other !== worker)
      metrics.retire(worker)
      noteExit(worker, signal ?? `code ${code}`)
      reconcile()
    })
  }

  function hear(worker: Worker, message: FromWorker): void {
    switch (message.type) {
      case 'boot':
        worker.inspectorPort = message.inspectorPort
        break
      case 'ready':
        becomeReady(fleet, worker, performance.now())
        announce(message.urls)
        break
      case 'failed':
        worker.failure = message
        break
      case 'beat':
        takeBeat(fleet, worker, message.beat, performance.now())
        break
      case 'metrics':
        metrics.report(worker, message.metrics)
        break
      case 'retire':
        if (worker.retiring || worker.state !== 'ready' || fleet.phase !== 'serving') break
        log.info(
          { worker: worker.pid, reason: message.reason },
          'Autorestarting worker after current request.',
        )
        worker.retiring = message.reason
    }
  }

  /** Said once, and not before the first worker accepts. */
  function announce(urls: string[]): void {
    if (hasServed) return
    hasServed = true
    for (const url of urls) log.info(`Listening at: ${url} (${process.pid})`)
  }

  function drain(worker: Worker): void {
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
  async function kill(worker: Worker): Promise<void> {
    const before = worker.state
    worker.state = 'killed'
    const isOverdue = worker.deadline <= performance.now()
    worker.killedFor = isOverdue ? overdue[before] : 'unwanted'
    if (worker.killedFor === 'hang') {
      const { hangStack: isWanted } = fleet.current.options
      const stack = isWanted ? await hangStack(worker.pid, worker.inspectorPort) : undefined
      log.fatal({ worker: worker.pid, stack }, `WORKER TIMEOUT (pid:${worker.pid})`)
    }
    cluster.workers?.[worker.id]?.process.kill('SIGKILL')
  }

  function noteExit(worker: Worker, how: string): void {
    const { pid, killedFor } = worker
    if (killedFor === 'unwanted') log.info(`Worker exiting (pid: ${pid}), as it is not needed any more`)
    else if (killedFor) log.error(`Worker (pid:${pid}) was sent SIGKILL: ${killedFor}`)
    else if (how === 'SIGKILL') log.error(`Worker (pid:${pid}) was sent SIGKILL! Perhaps out of memory?`)
    else if (worker.state === 'draining') log.info(`Worker exiting (pid: ${pid})`)
    else if (!worker.failure) log.error(`Worker (pid:${pid}) exited with ${how}`)

    if (fleet.phase === 'stopping' || worker.state === 'draining' || killedFor === 'unwanted') return
    if (killedFor === 'graceful-timeout') return
    if (worker.readyAt === undefined) {
      noteBootFailure(worker, how)
    } else {
      metrics.countRestart(killedFor ?? 'crash')
      noteCrash(fleet, worker, performance.now())
    }
  }

  function noteBootFailure(worker: Worker, how: string): void {
    const { exitCode, reason } = worker.failure ?? {
      exitCode: exitCodes.bootFailed,
      reason: worker.killedFor
        ? 'The app took longer to load than --boot-timeout allows.'
        : `It ended with ${how} while loading.`,
    }
    log.error({ worker: worker.pid, reason }, 'Reason: Worker failed to boot.')
    if (!fleet.proven) {
      abort(new Failure(exitCode, reason))
    } else if (worker.generation !== fleet.proven.number && worker.generation === fleet.current.number) {
      abandon(worker.generation, fleet.proven, reason)
    } else if (worker.generation === fleet.current.number) {
      metrics.countRestart('boot')
      noteCrash(fleet, worker, performance.now())
    }
  }

  function abandon(number: number, proven: Generation, reason: string): void {
    abandonReload(fleet, proven, reason)
    log.error(
      `Reload failed: generation ${number} abandoned, still serving generation ${proven.number}. ${reason}`,
    )
    metrics.countReload('abandoned')
    for (const worker of fleet.workers) {
      if (worker.state === 'booting' && worker.generation === number) kill(worker)
    }
  }

  return { boot, drain, kill }
}

const overdue = {
  booting: 'boot-timeout',
  ready: 'hang',
  draining: 'graceful-timeout',
  killed: 'unwanted',
} as const
