import type { Worker } from './fleet.ts'

/**
 * How many connections each worker that holds too many should let go of.
 *
 * The kernel gives a new connection to whichever worker accepts first. Connections that are opened while all are idle can
 * pile up on one, and keep-alive would leave them there.
 */
export function surplusConnections(ready: Worker[]): { worker: Worker; connections: number }[] {
  const open = ready.map(worker => worker.beat?.open ?? 0)
  const mean = open.reduce((sum, count) => sum + count, 0) / ready.length
  return ready
    .map((worker, index) => ({ worker, connections: surplus(open[index] ?? 0, mean) }))
    .filter(({ connections }) => connections > 0)
}

function surplus(open: number, mean: number): number {
  return open > mean * 1.1 ? Math.floor(open - mean) : 0
}
