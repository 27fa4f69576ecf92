import { extendDeadlines } from './fleet.ts'
import { plan } from './plan.ts'
import { drainWorker, killWorker, spawnWorker } from './processes.ts'
import { completeReload } from './reload.ts'
import { abort, exitIfOver } from './shutdown.ts'
import type { Supervisor } from './supervisor.ts'

/** A gap of so many milliseconds between two calls means that this process was stopped, not only late. */
const suspended = 1000

/** Makes the worker processes match the list of workers, and ends the server when that says so. */
export function reconcile(supervisor: Supervisor): void {
  const { fleet } = supervisor
  const now = performance.now()
  if (fleet.failure) abort(supervisor, fleet.failure)
  // Whatever happens first after this process was stopped, its own gap must not count as the workers' silence.
  const gap = now - supervisor.reconciledAt
  if (gap > suspended) extendDeadlines(fleet, gap)
  supervisor.reconciledAt = now

  for (const step of plan(fleet, now)) {
    if (step.do === 'boot') spawnWorker(supervisor)
    else if (step.do === 'drain') drainWorker(supervisor, step.worker)
    else killWorker(supervisor, step.worker)
  }
  completeReload(supervisor)
  exitIfOver(supervisor, now)
}
