/** The last minutes, one sample a second, for whoever opens the page when it has already happened. */
import type { Sample } from '../../page/sent.ts'
import type { Totals } from '../metrics.ts'
import type { Supervisor } from '../supervisor.ts'
import { type Answered, answeredIn, quantile, since } from './answered.ts'

/** Five minutes. */
const mostSamples = 300

type Seen = Totals & { replaced: number; answered: Answered }

export type Samples = {
  /** To be called once a second. */
  take(): Sample
  /** Oldest first. */
  all(): readonly Sample[]
}

export function createSamples({ fleet, metrics }: Pick<Supervisor, 'fleet' | 'metrics'>): Samples {
  const samples: Sample[] = []
  let before = look()

  function look(): Seen {
    const answered = answeredIn(metrics.reports())
    return { ...metrics.totals(fleet), replaced: metrics.replaced(), answered }
  }

  return {
    take() {
      const seen = look()
      const sample = between(before, seen)
      before = seen
      if (samples.push(sample) > mostSamples) samples.shift()
      return sample
    },
    all: () => samples,
  }
}

function between(before: Seen, now: Seen): Sample {
  const grown = (key: keyof Totals) => Math.max(0, now[key] - before[key])
  const answered = since(before.answered, now.answered)
  const refused = grown('refused')
  return {
    time: Math.round(Date.now() / 1000),
    requests: grown('requests'),
    refused,
    lostLines: grown('lostLines'),
    p50: rounded(quantile(0.5, answered)),
    p99: rounded(quantile(0.99, answered)),
    errors: errorsOf(answered, refused),
    replaced: now.replaced - before.replaced,
  }
}

/** The app knows nothing of the requests that the server itself refuses. */
function errorsOf({ byStatus }: Answered, refused: number): Record<string, number> {
  const errors = [...byStatus].filter(([status, count]) => Number(status) >= 400 && count > 0)
  const counts = Object.fromEntries(errors)
  return refused > 0 ? { ...counts, 503: (counts[503] ?? 0) + refused } : counts
}

function rounded(milliseconds: number | undefined): number | null {
  return milliseconds === undefined ? null : Math.round(milliseconds * 100) / 100
}
