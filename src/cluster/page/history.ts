import type { Sample } from './sent.ts'

/** What is shown, in seconds and so in samples: five minutes, as much as the server keeps. */
export const shownSeconds = 300

/** Seconds between two samples above which the server was away. */
const longestStep = 3

/** Nothing is known of that time. */
export type Gap = { time: number }

/** What was known before, and what has come, of the last five minutes; a server that was away sends again what it has kept. */
export function joined(known: readonly Sample[], come: readonly Sample[]): readonly Sample[] {
  const [first] = come
  const before = first ? known.filter(({ time }) => time < first.time) : known
  return [...before, ...come].slice(-shownSeconds)
}

/** The same with a gap wherever the server was away, so that no line goes across. */
export function withGaps(samples: readonly Sample[]): (Sample | Gap)[] {
  return samples.flatMap((sample, index) => {
    const next = samples[index + 1]
    return next && next.time - sample.time > longestStep ? [sample, { time: sample.time + 1 }] : [sample]
  })
}
