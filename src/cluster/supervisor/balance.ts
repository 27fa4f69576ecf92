import cluster from 'node:cluster'
import { readyWorkers, type Worker } from './fleet.ts'
import { send, sendSockets } from './fork.ts'
import type { Supervisor } from './supervisor.ts'

/** Spreads the connections over the workers, by two means: those that hold too many close some, and the busiest queues anew. */
export function balance({ fleet, listeners }: Supervisor): void {
  const ready = readyWorkers(fleet)
  for (const { worker, connections } of surplusConnections(ready)) {
    send(cluster.workers?.[worker.id], { type: 'release', connections })
  }
  const first = busiest(ready)
  if (first && listeners.every(({ handle }) => handle)) sendSockets(cluster.workers?.[first.id], listeners)
}

/**
 * How many connections each worker that holds too many should release.
 *
 * The kernel gives a new connection to whichever worker accepts first. Connections that are opened while all are idle can
 * pile up on one, and keep-alive would leave them there.
 */
export function surplusConnections(ready: Worker[]): { worker: Worker; connections: number }[] {
  const open = ready.map(worker => worker.heartbeat?.open ?? 0)
  return ready
    .map((worker, index) => ({ worker, connections: surplus(open[index] ?? 0, mean(open)) }))
    .filter(({ connections }) => connections > 0)
}

/**
 * The worker that has had most requests since the last call, if that is more than its share.
 *
 * The kernel wakes every idle worker for a connection, in an order that depends on how long each has listened, and one that
 * comes first can get nearly all of a lone client's connections, and another none. Listening anew makes it the last.
 */
export function busiest(ready: Worker[]): Worker | undefined {
  const recent = ready.map(({ heartbeat, requestsBefore = 0 }) => (heartbeat?.requests ?? 0) - requestsBefore)
  for (const worker of ready) worker.requestsBefore = worker.heartbeat?.requests ?? 0
  const most = Math.max(...recent)
  return surplus(most, mean(recent)) > 0 ? ready[recent.indexOf(most)] : undefined
}

function mean(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0) / counts.length
}

function surplus(count: number, mean: number): number {
  return count > mean * 1.1 ? Math.floor(count - mean) : 0
}
