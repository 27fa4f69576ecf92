/** What this process counts: the metrics that the template keeps, and those that the app has in prom-client's default registry. */
import { createRequire } from 'node:module'
import type { Metric as PromMetric, Registry } from 'prom-client'

const require = createRequire(import.meta.url)
const promClient = require.resolve('prom-client')

/** A metric as it stands, in prom-client's JSON form. */
export type Reading = {
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram' | 'summary'
  /** How the values of several processes become one. */
  aggregator: 'sum' | 'first' | 'omit' | 'average' | 'min' | 'max'
  values: Value[]
}

/** @property metricName where it is not the metric's own: a histogram's buckets, sum and count have names of theirs. */
type Value = { metricName?: string; labels: Record<string, string | number>; value: number }

/** One that is read by whoever reports it. prom-client's own look like this, too, so that its registry takes both. */
export type Metric = {
  readonly name: string
  get(): Promise<Reading>
  /** Begins to count anew. */
  reset(): void
}

const kept: Metric[] = []

/** Has a metric reported from now on. */
export function keepMetric(metric: Metric): void {
  kept.push(metric)
}

/** All metrics as they stand. One of the app's own goes before one of the same name that is kept. */
export async function readMetrics(): Promise<object[]> {
  const registry = registryOfApp()
  if (registry === undefined) return Promise.all(kept.map(metric => metric.get()))
  for (const metric of kept) {
    if (!registry.getSingleMetric(metric.name)) registry.registerMetric(metric as unknown as PromMetric)
  }
  return registry.getMetricsAsJSON()
}

/**
 * Where the app's own metrics are, if it has loaded prom-client. To load it for one that has none would hold up the first clients
 * of each worker: with what it loads itself (OpenTelemetry's interface) it takes as long as pino and the router together.
 */
function registryOfApp(): Registry | undefined {
  return require.cache[promClient]?.exports.register
}
