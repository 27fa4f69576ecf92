import { lostLines } from '../../log.ts'
import type { Fleet, Worker } from './fleet.ts'
import type { Counted, Metric } from './prometheus.ts'

export type Totals = Counted['totals']

export type Metrics = {
  /** Keeps what a worker reports of its app's metrics. */
  report(worker: Worker, metrics: object[]): void
  /** Adds what a worker counted in its life to the totals. Its gauges end with it. */
  retire(worker: Worker): void
  countRestart(reason: string): void
  countReload(outcome: 'complete' | 'abandoned'): void
  /** What workers have counted since the start, those included that have ended. */
  totals(fleet: Fleet): Totals
  /** How many workers were replaced, for whatever reason. */
  replaced(): number
  /** What the app counts, in prom-client's JSON form: of workers that have ended, and of each that runs. */
  reports(): Metric[][]
  /** Everything in Prometheus' text format. */
  render(fleet: Fleet, now: number): Promise<string>
}

/** So many reports of workers that have ended are kept before they become one. */
const mostApart = 20

/** What prom-client is needed for. It is loaded with the first need: a server starts sooner without. */
const prometheus = () => import('./prometheus.ts')

/**
 * The metrics of all workers together, kept by the supervisor: they can be read while every worker is stuck, and what a
 * worker has counted stays counted when it dies.
 */
export function createMetrics(): Metrics {
  const latest = new Map<number, Metric[]>()
  const restarts = new Map<string, number>()
  const reloads = new Map<string, number>()
  const ofRetired: Totals = { requests: 0, refused: 0, lostLines: 0 }
  let retired: Metric[][] = []

  function totals(fleet: Fleet): Totals {
    const total = (key: keyof Totals) =>
      fleet.workers.reduce((sum, { heartbeat }) => sum + (heartbeat?.[key] ?? 0), ofRetired[key])
    return {
      requests: total('requests'),
      refused: total('refused'),
      lostLines: total('lostLines') + lostLines(),
    }
  }

  function reports(): Metric[][] {
    return [...retired, ...latest.values()]
  }

  async function addUpRetired(): Promise<void> {
    const { addUp } = await prometheus()
    retired = [addUp(retired)]
  }

  return {
    report(worker, metrics) {
      latest.set(worker.id, metrics as Metric[])
    },

    retire(worker) {
      const counted =
        latest.get(worker.id)?.filter(({ type }) => type === 'counter' || type === 'histogram') ?? []
      latest.delete(worker.id)
      retired.push(counted)
      if (retired.length > mostApart) addUpRetired()
      ofRetired.requests += worker.heartbeat?.requests ?? 0
      ofRetired.refused += worker.heartbeat?.refused ?? 0
      ofRetired.lostLines += worker.heartbeat?.lostLines ?? 0
    },

    countRestart: reason => increment(restarts, reason),
    countReload: outcome => increment(reloads, outcome),

    totals,
    replaced: () => [...restarts.values()].reduce((sum, count) => sum + count, 0),
    reports,

    async render(fleet, now) {
      const { render } = await prometheus()
      return render(reports(), { totals: totals(fleet), restarts, reloads }, fleet, now)
    },
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
