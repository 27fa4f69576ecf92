import type { Status } from '../../page/sent.ts'
import { whyNotReady } from '../readiness.ts'
import { describe } from '../status.ts'
import type { Supervisor } from '../supervisor.ts'

/** What /status shows, now that the workers have been asked whether the app is ready. */
export async function currentStatus(supervisor: Pick<Supervisor, 'fleet' | 'questions'>): Promise<Status> {
  const isReady = (await whyNotReady(supervisor)) === undefined
  return describe(supervisor.fleet, isReady, performance.now())
}
