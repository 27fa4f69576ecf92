import { aligned } from '../../scripts/table.ts'
import { compare, type Outcome, type Results } from './goals.ts'
import type { Sample } from './measure.ts'
import type { Samples } from './rounds.ts'
import { median, type Spread } from './statistics.ts'

const measures = {
  cpu: 'CPU time a request',
  throughput: 'throughput',
  p99: 'p99',
  startTime: 'start',
  memory: 'memory',
}

/** Goals and how they came out. The factor is how many times better ours is; in brackets its lowest and highest round. */
export function goalTable(outcomes: Outcome[], results: Results): string {
  const lines = outcomes.map(outcome => {
    const { ours, peer, phase, setting, of, atLeast, factor, met } = outcome
    const throughput =
      of === 'cpu' && compare(results, { ...outcome, setting: apart(setting, phase), of: 'throughput' })
    return [
      `${phase}, ${setting}${ours?.replace('this template,', ' on') ?? ''}`,
      measures[of],
      peer,
      `${round(atLeast)} ×`,
      show(factor),
      throughput ? show(throughput) : '',
      met ? 'met' : 'missed',
    ]
  })
  return aligned([['load', 'measure', 'compared with', 'goal', 'measured', 'throughput', ''], ...lines])
}

/** On one worker the throughput is taken with the load generator on a core of its own. */
function apart(setting: string, phase: string): string {
  return ['one worker', 'notes'].includes(phase) ? `${setting}, apart` : setting
}

/** The figures themselves, medians of all rounds. */
export function figureTable(samples: Samples): string {
  const lines = [...samples].flatMap(([setting, byServer]) =>
    [...byServer].map(([server, of]) => [
      setting,
      server,
      medianOf(of, 'cpu').toFixed(1),
      String(Math.round(medianOf(of, 'throughput'))),
      medianOf(of, 'p50').toFixed(2),
      medianOf(of, 'p99').toFixed(2),
      medianOf(of, 'memory').toFixed(0),
      medianOf(of, 'startTime').toFixed(0),
    ]),
  )
  const heading = [
    'load',
    'server',
    'CPU µs/request',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'memory MB',
    'start ms',
  ]
  return aligned([heading, ...lines])
}

export function medianOf(samples: Sample[], of: keyof Sample): number {
  return median(samples.map(sample => sample[of]))
}

function show({ median: middle, lowest, highest }: Spread): string {
  return `${round(middle)} × (${round(lowest)} to ${round(highest)})`
}

function round(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1)
}
