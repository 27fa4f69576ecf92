/**
 * What the app has answered since the start, out of the histogram that http.ts keeps, or any app that measures seconds under
 * the same name with the label `status`. prom-client's form: for each set of labels one value a bucket, each with all below it.
 */

/** As src/http/metrics.ts names it. */
const histogram = 'http_request_duration_seconds'

export type Answered = {
  /** How many, by status. */
  byStatus: Map<string, number>
  /** How many took at most so many milliseconds, by that limit. */
  within: Map<number, number>
}

type Value = { metricName?: string; labels: Record<string, string | number>; value: number }
type Metric = { name: string; values?: Value[] }

export function answeredIn(reports: Iterable<object[]>): Answered {
  const answered: Answered = { byStatus: new Map(), within: new Map() }
  for (const report of reports) {
    const metric = (report as Metric[]).find(({ name }) => name === histogram)
    for (const { metricName, labels, value } of metric?.values ?? []) {
      if (metricName === `${histogram}_count`) add(answered.byStatus, String(labels.status), value)
      if (metricName === `${histogram}_bucket`) add(answered.within, limitOf(labels.le), value)
    }
  }
  return answered
}

/** What came between two looks. */
export function since(before: Answered, now: Answered): Answered {
  return { byStatus: growth(before.byStatus, now.byStatus), within: growth(before.within, now.within) }
}

/**
 * The time in milliseconds within which a share of the answers came, taken as evenly spread inside of a bucket, as Prometheus'
 * histogram_quantile does; undefined if there was none.
 *
 * @param share from 0 to 1
 */
export function quantile(share: number, { within }: Answered): number | undefined {
  const buckets = [...within].sort(([a], [b]) => a - b)
  const all = buckets.at(-1)?.[1] ?? 0
  if (all === 0) return undefined
  let [below, countBelow] = [0, 0]
  for (const [limit, count] of buckets) {
    if (count >= all * share) {
      if (limit === Number.POSITIVE_INFINITY) return below
      return below + ((limit - below) * (all * share - countBelow)) / (count - countBelow)
    }
    ;[below, countBelow] = [limit, count]
  }
  return below
}

/** In milliseconds; the last bucket, `+Inf`, has none. */
function limitOf(seconds: unknown): number {
  return seconds === '+Inf' ? Number.POSITIVE_INFINITY : Number(seconds) * 1000
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

/** A worker that was killed takes along what it had not reported: less than before is none. */
function growth<Key>(before: Map<Key, number>, now: Map<Key, number>): Map<Key, number> {
  return new Map([...now].map(([key, count]) => [key, Math.max(0, count - (before.get(key) ?? 0))]))
}
