import { type Fleet, isStale, type Worker } from './fleet.ts'

export type Step =
  | { do: 'prepare' }
  | { do: 'kill-preparing' }
  | { do: 'boot' }
  | { do: 'listen' | 'drain' | 'kill'; worker: Worker }

/**
 * What has to happen to make the processes what is wanted of them. Changes nothing itself.
 *
 * Kept throughout: as many workers serve as are wanted, as long as none dies by itself; a successor is ready before its
 * predecessor drains; and no more than twice as many processes as wanted, and one, are alive.
 */
export function plan(fleet: Fleet, now: number): Step[] {
  const living = fleet.workers.filter(worker => worker.state !== 'killed')
  const [lost, others] = partition(living, worker => worker.isAbandoned === true || worker.deadline <= now)
  const kills = lost.map(worker => ({ do: 'kill' as const, worker }))
  if (fleet.phase === 'stopping') return [...kills, ...endAll(others), ...preparation(fleet, now)]
  return [
    ...kills,
    ...boots(fleet, others, now),
    ...drains(fleet, others),
    ...listens(others),
    ...preparation(fleet, now),
  ]
}

/** One process at a time prepares, lest two change the same tables, and none for a server that has been told to stop. */
function preparation({ phase, upcoming, preparing }: Fleet, now: number): Step[] {
  if (!preparing) return upcoming && phase === 'serving' ? [{ do: 'prepare' }] : []
  const isOver = preparing.deadline <= now || phase !== 'serving'
  return isOver && !preparing.killedFor ? [{ do: 'kill-preparing' }] : []
}

function endAll(workers: Worker[]): Step[] {
  return workers
    .filter(worker => worker.state !== 'draining')
    .map(worker => ({ do: worker.state === 'booting' ? 'kill' : 'drain', worker }))
}

function boots(fleet: Fleet, workers: Worker[], now: number): Step[] {
  const isUnprepared = fleet.upcoming === fleet.current
  if (isUnprepared || now < fleet.bootNotBefore) return []
  const count = (state: Worker['state']) => workers.filter(worker => worker.state === state).length
  const fresh = workers.filter(worker => worker.state !== 'draining' && !isStale(fleet, worker)).length

  const missing = fleet.want - count('ready') - count('booting')
  const mayOverlap = fresh < fleet.want && count('booting') === 0 && count('draining') <= fleet.want
  const boots = Math.min(Math.max(missing, mayOverlap ? 1 : 0), fleet.bootsAtOnce - count('booting'))
  // In a crash loop one attempt at a time tells as much as many.
  const isTrying = workers.some(worker => worker.bornAt > fleet.lastCrashAt)
  const attempts = fleet.crashes > fleet.want ? Math.min(boots, isTrying ? 0 : 1) : boots
  return Array.from({ length: Math.max(0, attempts) }, () => ({ do: 'boot' }))
}

/** The surplus of those that serve: first the stale ones, then the oldest. */
function drains(fleet: Fleet, workers: Worker[]): Step[] {
  const ready = workers.filter(worker => worker.state === 'ready')
  const [stale, fresh] = partition(ready, worker => isStale(fleet, worker))
  return [...stale, ...fresh]
    .slice(0, Math.max(0, ready.length - fleet.want))
    .map(worker => ({ do: 'drain', worker }))
}

/** Workers that had no room for connections, and have again. */
function listens(workers: Worker[]): Step[] {
  return workers
    .filter(({ state, wantsSockets }) => state === 'ready' && wantsSockets)
    .map(worker => ({ do: 'listen', worker }))
}

function partition<T>(list: T[], test: (item: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter(item => !test(item))]
}
