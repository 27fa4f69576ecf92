import { heartbeatInterval } from '../messages.ts'
import type { Status, WorkerStatus } from '../page/sent.ts'
import { type Fleet, isStale, type Worker } from './fleet.ts'
import { shortageOf } from './shortage.ts'

/**
 * The server as it is now. Nothing of the environment: whoever reaches the admin port may read it.
 *
 * @param ready what /ready says
 */
export function describe(fleet: Fleet, ready: boolean, now: number): Status {
  return {
    phase: fleet.phase,
    ready,
    generation: fleet.lastGood?.number ?? null,
    workersWanted: fleet.want,
    shortage: shortageOf(fleet) ?? null,
    workers: fleet.workers.map(worker => describeWorker(fleet, worker, now)),
    lastReload: fleet.lastReload ?? null,
  }
}

function describeWorker(fleet: Fleet, worker: Worker, now: number): WorkerStatus {
  return {
    id: worker.id,
    pid: worker.pid,
    generation: worker.generation,
    state: worker.state,
    stale: isStale(fleet, worker),
    ageSeconds: Math.round((now - worker.bornAt) / 100) / 10,
    requests: worker.heartbeat?.requests ?? 0,
    requestsRefused: worker.heartbeat?.refused ?? 0,
    requestsInFlight: worker.heartbeat?.inFlight ?? 0,
    openConnections: worker.heartbeat?.open ?? 0,
    mostConnections: worker.capacity?.connections ?? null,
    eventLoopDelayMs: observedDelay(worker, now),
    residentMemoryBytes: worker.heartbeat?.residentMemory ?? 0,
  }
}

/** A worker's event-loop delay in milliseconds: as it reports, or as its silence shows. */
export function observedDelay(worker: Worker, now: number): number {
  const { heartbeat, heartbeatAt = now } = worker
  const overdue = Math.max(0, now - heartbeatAt - heartbeatInterval)
  return Math.round(Math.max(heartbeat?.eventLoopDelay ?? 0, overdue) * 100) / 100
}
