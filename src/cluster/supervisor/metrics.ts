import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client'
import { lostLines } from '../../log.ts'
import { residentMemory } from '../resident-memory.ts'
import { type Fleet, readyWorkers, type Worker } from './fleet.ts'
import { observedDelay } from './status.ts'

/** One metric of prom-client's JSON form, as workers send it. */
type Metric = { name: string; type: unknown }

type Sample = { labels?: Record<string, string>; value: number }

export type Totals = { requests: number; refused: number; lostLines: number }

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

/**
 * The metrics of all workers together, kept by the supervisor: they can be read while every worker is stuck, and what a
 * worker has counted stays counted when it dies.
 */
export function createMetrics(): Metrics {
  const latest = new Map<number, Metric[]>()
  const restarts = new Map<string, number>()
  const reloads = new Map<string, number>()
  let retired: Metric[] = []
  const ofRetired: Totals = { requests: 0, refused: 0, lostLines: 0 }

  function totals(fleet: Fleet): Totals {
    const total = (key: keyof Totals) =>
      fleet.workers.reduce((sum, { heartbeat }) => sum + (heartbeat?.[key] ?? 0), ofRetired[key])
    return {
      requests: total('requests'),
      refused: total('refused'),
      lostLines: total('lostLines') + lostLines(),
    }
  }

  return {
    report(worker, metrics) {
      latest.set(worker.id, metrics as Metric[])
    },

    retire(worker) {
      const counted =
        latest.get(worker.id)?.filter(({ type }) => type === 'counter' || type === 'histogram') ?? []
      latest.delete(worker.id)
      retired = AggregatorRegistry.aggregate([retired, counted]).getMetricsAsArray()
      ofRetired.requests += worker.heartbeat?.requests ?? 0
      ofRetired.refused += worker.heartbeat?.refused ?? 0
      ofRetired.lostLines += worker.heartbeat?.lostLines ?? 0
    },

    countRestart: reason => increment(restarts, reason),
    countReload: outcome => increment(reloads, outcome),

    totals,
    replaced: () => [...restarts.values()].reduce((sum, count) => sum + count, 0),
    reports: () => [retired, ...latest.values()],

    render(fleet, now) {
      const total = totals(fleet)
      const ofApp = AggregatorRegistry.aggregate([retired, ...latest.values()])
      const own = new Registry()
      count(own, 'cluster_requests_total', 'Requests received by all workers', [{ value: total.requests }])
      count(own, 'cluster_requests_refused_total', 'Of these, refused with 503 for overload', [
        { value: total.refused },
      ])
      count(own, 'cluster_log_lines_lost_total', 'Lines of the log that could not be written', [
        { value: total.lostLines },
      ])
      count(own, 'cluster_worker_restarts_total', 'Workers replaced, by reason', byLabel('reason', restarts))
      count(own, 'cluster_reloads_total', 'Reloads, by outcome', byLabel('outcome', reloads))
      measureWorkers(own, fleet, now)
      return Registry.merge([ofApp as Registry, own]).metrics()
    },
  }
}

function measureWorkers(registry: Registry, fleet: Fleet, now: number): void {
  const each = (value: (worker: Worker) => number): Sample[] =>
    fleet.workers.map(worker => ({ labels: { worker: String(worker.id) }, value: value(worker) }))

  measure(registry, 'cluster_generation', 'Generation of the code that new workers run', [
    { value: fleet.current.number },
  ])
  measure(registry, 'cluster_workers_wanted', 'Workers that the server is to keep ready', [
    { value: fleet.want },
  ])
  measure(registry, 'cluster_workers_ready', 'Workers that accept connections', [
    { value: readyWorkers(fleet).length },
  ])
  measure(
    registry,
    'cluster_connections',
    'Open connections',
    each(({ heartbeat }) => heartbeat?.open ?? 0),
  )
  measure(
    registry,
    'cluster_requests_in_flight',
    'Requests being answered',
    each(({ heartbeat }) => heartbeat?.inFlight ?? 0),
  )
  measure(
    registry,
    'cluster_worker_resident_memory_bytes',
    'Resident memory of a worker',
    each(({ heartbeat }) => heartbeat?.residentMemory ?? 0),
  )
  measure(
    registry,
    'cluster_worker_event_loop_delay_seconds',
    'Event-loop delay of a worker: 99th percentile between two beats, or the time since its last beat',
    each(worker => observedDelay(worker, now) / 1000),
  )
  // Not there while it cannot be looked at.
  const memory = residentMemory()
  if (typeof memory === 'string') return
  measure(registry, 'cluster_supervisor_resident_memory_bytes', 'Resident memory of the supervisor', [
    { value: memory },
  ])
}

function count(registry: Registry, name: string, help: string, samples: Sample[]): void {
  const counter = new Counter({ name, help, labelNames: labelNames(samples), registers: [registry] })
  for (const { labels = {}, value } of samples) counter.inc(labels, value)
}

function measure(registry: Registry, name: string, help: string, samples: Sample[]): void {
  const gauge = new Gauge({ name, help, labelNames: labelNames(samples), registers: [registry] })
  for (const { labels = {}, value } of samples) gauge.set(labels, value)
}

function labelNames(samples: Sample[]): string[] {
  return Object.keys(samples[0]?.labels ?? {})
}

function byLabel(label: string, counts: Map<string, number>): Sample[] {
  return [...counts].map(([name, value]) => ({ labels: { [label]: name }, value }))
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
