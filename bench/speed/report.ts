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
  bootCpu: 'CPU time of the start',
  restMemory: 'memory at rest',
  memory: 'memory after the load',
}

/** Goals and how they came out. The factor is how many times better ours is; in brackets its lowest and highest round. */
export function goalTable(outcomes: Outcome[], results: Results): string {
  const lines = outcomes.map(outcome => {
    const { ours, peer, phase, setting, of, atLeast, factor, met } = outcome
    const besides = of === 'cpu' && settingOfThroughput(outcome)
    const throughput = besides && compare(results, { ...outcome, setting: besides, of: 'throughput' })
    return [
      `${phase}, ${setting}${ours === undefined ? '' : `, ${ours.replace('this template, ', 'on ')}`}`,
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

/**
 * Where the throughput is worth telling: not where generator and server shared a core. On one worker it is taken with the
 * load generator on a core of its own.
 */
function settingOfThroughput({ setting, phase }: Outcome): string | undefined {
  if (phase === 'one worker' || phase === 'notes') return `${setting}, apart`
  return phase === 'two workers' ? setting : undefined
}

type Column = [heading: string, of: keyof Sample, digits: number]

const columns: Column[] = [
  ['CPU µs/request', 'cpu', 1],
  ['requests/s', 'throughput', 0],
  ['p50 ms', 'p50', 2],
  ['p99 ms', 'p99', 2],
  ['memory MB', 'memory', 0],
  ['start ms', 'startTime', 0],
]
/** Those that only some phases have. */
const optionalColumns: Column[] = [
  ['database CPU µs/request', 'databaseCpu', 1],
  ['CPU of the start ms', 'bootCpu', 0],
  ['memory at rest MB', 'restMemory', 0],
]

/** The figures themselves, medians of all rounds. */
export function figureTable(samples: Samples): string {
  const all = [...samples].flatMap(([setting, byServer]) =>
    [...byServer].map(([server, of]) => ({ setting, server, of })),
  )
  const isMeasured = (measure: keyof Sample) => all.some(({ of }) => of[0]?.[measure] !== undefined)
  const shown = [...columns, ...optionalColumns.filter(([, measure]) => isMeasured(measure))]
  const lines = all.map(({ setting, server, of }) => [
    setting,
    server,
    ...shown.map(([, measure, digits]) =>
      of[0]?.[measure] === undefined ? '' : medianOf(of, measure).toFixed(digits),
    ),
  ])
  return aligned([['load', 'server', ...shown.map(([heading]) => heading)], ...lines])
}

export function medianOf(samples: Sample[], of: keyof Sample): number {
  return median(samples.map(sample => sample[of] ?? Number.NaN))
}

function show({ median: middle, lowest, highest }: Spread): string {
  return `${round(middle)} × (${round(lowest)} to ${round(highest)})`
}

function round(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1)
}
