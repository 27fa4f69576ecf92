import type { Worker } from './fleet.ts'

/**
 * How many connections each worker that holds too many should let go of.
 *
 * The kernel gives a new connection to whichever worker accepts first. Connections that are opened while all are idle can
 * pile up on one, and keep-alive would leave them there.
 */
export function surplusConnections(ready: Worker[]): { worker: Worker; connections: number }[] {
  const open = ready.map(worker => worker.beat?.open ?? 0)
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
export function favourite(ready: Worker[]): Worker | undefined {
  const recent = ready.map(({ beat, requestsBefore = 0 }) => (beat?.requests ?? 0) - requestsBefore)
  for (const worker of ready) worker.requestsBefore = worker.beat?.requests ?? 0
  const most = Math.max(...recent)
  return surplus(most, mean(recent)) > 0 ? ready[recent.indexOf(most)] : undefined
}

function mean(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0) / counts.length
}

function surplus(count: number, mean: number): number {
  return count > mean * 1.1 ? Math.floor(count - mean) : 0
}
