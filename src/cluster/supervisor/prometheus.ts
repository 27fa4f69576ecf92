/** The metrics in the form in which Prometheus reads them: what the workers report, and what the server itself knows. */
import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client'
import { residentMemory } from '../resident-memory.ts'
import { type Fleet, readyWorkers, type Worker } from './fleet.ts'
import { observedDelay } from './status.ts'

/** One metric of prom-client's JSON form, as workers send it. */
export type Metric = { name: string; type: unknown }

/** What the server itself has counted; a map counts by reason, or by outcome. */
export type Counted = {
  totals: { requests: number; refused: number; lostLines: number }
  restarts: ReadonlyMap<string, number>
  reloads: ReadonlyMap<string, number>
}

type Sample = { labels?: Record<string, string>; value: number }

/** One report in place of several. */
export function addUp(reports: Metric[][]): Metric[] {
  return AggregatorRegistry.aggregate(reports).getMetricsAsArray()
}

export function render(
  reports: Metric[][],
  { totals, restarts, reloads }: Counted,
  fleet: Fleet,
  now: number,
): Promise<string> {
  const ofApp = AggregatorRegistry.aggregate(reports) as Registry
  const own = new Registry()
  count(own, 'cluster_requests_total', 'Requests received by all workers', [{ value: totals.requests }])
  count(own, 'cluster_requests_refused_total', 'Of these, refused with 503 for overload', [
    { value: totals.refused },
  ])
  count(own, 'cluster_log_lines_lost_total', 'Lines of the log that could not be written', [
    { value: totals.lostLines },
  ])
  count(own, 'cluster_worker_restarts_total', 'Workers replaced, by reason', byLabel('reason', restarts))
  count(own, 'cluster_reloads_total', 'Reloads, by outcome', byLabel('outcome', reloads))
  measureWorkers(own, fleet, now)
  return Registry.merge([ofApp, own]).metrics()
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

function byLabel(label: string, counts: ReadonlyMap<string, number>): Sample[] {
  return [...counts].map(([name, value]) => ({ labels: { [label]: name }, value }))
}
