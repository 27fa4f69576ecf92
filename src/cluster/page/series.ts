/** What the charts show: each a few lines over time, and the same in words, for those who do not see it. */
import { count, duration } from './format.ts'
import type { Sample } from './sent.ts'

type Value = (sample: Sample) => number | null

export type Chart = {
  title: string
  /** By the label of the line; a colour is a variable of page.css. */
  lines: Record<string, { colour: string; value: Value }>
  inWords(samples: readonly Sample[]): string
}

export const charts: Chart[] = [
  {
    title: 'Requests a second',
    lines: { requests: { colour: '--first', value: ({ requests }) => requests } },
    inWords: samples =>
      `now ${count(samples.at(-1)?.requests ?? 0)}, at most ${count(greatest(samples, ({ requests }) => requests) ?? 0)}`,
  },
  {
    title: 'Milliseconds to answer',
    lines: {
      p50: { colour: '--first', value: ({ p50 }) => p50 },
      p99: { colour: '--second', value: ({ p99 }) => p99 },
    },
    inWords: samples =>
      `p50 now ${duration(samples.at(-1)?.p50 ?? null)}, p99 now ${duration(samples.at(-1)?.p99 ?? null)}, at most ${duration(greatest(samples, ({ p99 }) => p99))}`,
  },
  {
    title: 'Errors a second',
    lines: {
      '4xx': { colour: '--first', value: ofClass(4) },
      '5xx': { colour: '--third', value: ofClass(5) },
    },
    inWords: samples => `in all ${inWordsOf(errorsOf(samples))}`,
  },
  {
    title: 'Workers replaced',
    lines: { replaced: { colour: '--third', value: ({ replaced }) => replaced } },
    inWords: samples => `in all ${count(samples.reduce((sum, { replaced }) => sum + replaced, 0))}`,
  },
]

/** `404: 3, 503: 12`, or 0. */
export function inWordsOf(errors: Sample['errors']): string {
  const counted = Object.entries(errors).map(([status, number]) => `${status}: ${count(number)}`)
  return counted.join(', ') || '0'
}

function errorsOf(samples: readonly Sample[]): Sample['errors'] {
  const errors: Record<string, number> = {}
  for (const sample of samples)
    for (const [status, number] of Object.entries(sample.errors))
      errors[status] = (errors[status] ?? 0) + number
  return errors
}

function ofClass(hundreds: number): Value {
  return ({ errors }) =>
    Object.entries(errors).reduce(
      (sum, [status, number]) => (status.startsWith(String(hundreds)) ? sum + number : sum),
      0,
    )
}

function greatest(samples: readonly Sample[], value: Value): number | null {
  const values = samples.map(value).filter(number => number !== null)
  return values.length === 0 ? null : Math.max(...values)
}
