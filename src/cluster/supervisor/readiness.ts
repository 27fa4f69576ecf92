import { type Fleet, readyWorkers } from './fleet.ts'

/**
 * What /ready means: a load balancer may send requests here, as a worker serves. No longer once the server has been told to
 * stop, although it answers until `--drain-delay` is over.
 */
export function isReady(fleet: Fleet): boolean {
  return fleet.phase === 'serving' && readyWorkers(fleet).length > 0
}
