import { beatInterval } from '../messages.ts'
import { type Fleet, isStale, readyWorkers, type Worker } from './fleet.ts'

/** Whether a load balancer should send requests here: not once the server has been told to stop. */
export function isReady(fleet: Fleet): boolean {
  return fleet.phase === 'serving' && readyWorkers(fleet).length > 0
}

/** What /status shows. Nothing of the environment: whoever reaches the admin port may read it. */
export function describe(fleet: Fleet, now: number): object {
  return {
    phase: fleet.phase,
    ready: isReady(fleet),
    generation: fleet.proven?.number ?? null,
    workersWanted: fleet.want,
    workers: fleet.workers.map(worker => describeWorker(fleet, worker, now)),
    lastReload: fleet.lastReload ?? null,
  }
}

function describeWorker(fleet: Fleet, worker: Worker, now: number): object {
  return {
    id: worker.id,
    pid: worker.pid,
    generation: worker.generation,
    state: worker.state,
    stale: isStale(fleet, worker),
    ageSeconds: Math.round((now - worker.bornAt) / 100) / 10,
    requests: worker.beat?.requests ?? 0,
    requestsRefused: worker.beat?.refused ?? 0,
    requestsInFlight: worker.beat?.inFlight ?? 0,
    openConnections: worker.beat?.open ?? 0,
    eventLoopDelayMs: observedDelay(worker, now),
    residentMemoryBytes: worker.beat?.residentMemory ?? 0,
  }
}

/** A worker's event-loop delay in milliseconds: as it reports, or as its silence shows. */
export function observedDelay(worker: Worker, now: number): number {
  if (!worker.beat || worker.beatAt === undefined) return 0
  const overdue = Math.max(0, now - worker.beatAt - beatInterval)
  return Math.round(Math.max(worker.beat.eventLoopDelay, overdue) * 100) / 100
}
