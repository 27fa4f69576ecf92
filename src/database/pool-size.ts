export type Processes = {
  /** Worker processes of each server. */
  workers: number
  /** Servers that share the database. */
  replicas: number
}

/** A worker answers one request after the other on its CPU: more connections would wait there instead of here. */
const mostUseful = 10

/**
 * How many connections a worker may hold, so that all of them together never hold more than there are.
 *
 * During a reload the old workers still answer while their successors serve already, so each server may have twice its
 * workers and one; and an update of several replicas starts a new one before it stops an old one.
 */
export function poolSize(connections: number, { workers, replicas }: Processes): number {
  const servers = replicas === 1 ? 1 : replicas + 1
  const share = Math.floor(connections / (servers * (2 * workers + 1)))
  return Math.min(mostUseful, Math.max(1, share))
}
