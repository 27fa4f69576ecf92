import type { Sample } from './measure.ts'
import { fastifyNotes, flaskNotes, onPostgres, onSqlite } from './notes-servers.ts'
import type { Samples } from './rounds.ts'
import { ratio, type Spread } from './statistics.ts'

/** All samples of a run, by phase. */
export type Results = Record<string, Samples>

export type Goal = {
  /** Which of our servers; the one called `this template` unless set. */
  ours?: string
  /** What we are compared with. */
  peer: string
  phase: string
  setting: string
  of: 'cpu' | 'throughput' | 'p99' | 'startTime' | 'bootCpu' | 'restMemory' | 'memory'
  /** Peer's value over ours where less is better, ours over the peer's where more is. */
  atLeast: number
}

export type Outcome = Goal & { factor: Spread; met: boolean }

/** Throughput is the one where more is better. */
const oneWorker: [peer: string, atLeast: number][] = [
  ['node:http, same features', 1.1],
  ['Express', 1.2],
  ['Express, usual stack', 3],
  ['Fastify, defaults', 2],
  ['Fastify, same features, tuned', 1.25],
  ['Flask on gunicorn', 7],
]

/** Against what node:cluster and node:http alone take for as many workers, and Express's for memory. */
const beginning: [peer: string, of: Goal['of'], atLeast: number][] = [
  ['node:http', 'startTime', 1 / 1.25],
  ['node:http', 'bootCpu', 1 / 1.7],
  ['node:http', 'restMemory', 1 / 1.35],
  ['node:http', 'memory', 1 / 1.3],
  ['Express, usual stack', 'memory', 2],
]

const goals: Goal[] = [
  ...['mix', 'distance'].flatMap(setting =>
    oneWorker.map(([peer, atLeast]): Goal => ({ peer, phase: 'one worker', setting, of: 'cpu', atLeast })),
  ),
  { peer: 'PM2, Express, usual stack', phase: 'two workers', setting: 'mix', of: 'cpu', atLeast: 3 },
  { peer: 'Flask on gunicorn', phase: 'two workers', setting: 'mix', of: 'cpu', atLeast: 7 },
  {
    peer: 'this API under node:cluster',
    phase: 'new connections',
    setting: 'hello',
    of: 'throughput',
    atLeast: 1.8,
  },
  ...oneWorker.map(
    ([peer]): Goal => ({ peer, phase: 'one worker', setting: 'mix, apart', of: 'p99', atLeast: 1 }),
  ),
  ...beginning.map(
    ([peer, of, atLeast]): Goal => ({ peer, phase: 'start and memory', setting: 'mix', of, atLeast }),
  ),
  {
    ours: '1000 more routes',
    peer: '10 more routes',
    phase: 'routes',
    setting: 'hello',
    of: 'cpu',
    atLeast: 1 / 1.05,
  },
  {
    peer: 'Fastify, same features, tuned',
    phase: 'bodies',
    setting: 'body:100000',
    of: 'cpu',
    atLeast: 1.1,
  },
  ...['read', 'add'].flatMap((setting): Goal[] => [
    { ours: onPostgres, peer: fastifyNotes, phase: 'notes', setting, of: 'cpu', atLeast: 1 },
    { ours: onPostgres, peer: flaskNotes, phase: 'notes', setting, of: 'cpu', atLeast: 4 },
  ]),
  { ours: onSqlite, peer: onPostgres, phase: 'notes', setting: 'read, apart', of: 'throughput', atLeast: 2 },
]

/** How each goal came out, those left out whose peer was not measured. */
export function outcomes(results: Results): Outcome[] {
  return goals.flatMap(goal => {
    const factor = compare(results, goal)
    return factor ? { ...goal, factor, met: factor.median >= goal.atLeast } : []
  })
}

/** How many times better than a peer we are, round by round; undefined where one of the two was not measured. */
export function compare(
  results: Results,
  { ours = 'this template', peer, phase, setting, of }: Omit<Goal, 'atLeast'>,
): Spread | undefined {
  const samples = results[phase]?.get(setting)
  const [mine, theirs] = [samples?.get(ours), samples?.get(peer)]
  if (!mine || !theirs) return undefined
  const values = (from: Sample[]) => from.map(sample => sample[of] ?? Number.NaN)
  return of === 'throughput' ? ratio(values(mine), values(theirs)) : ratio(values(theirs), values(mine))
}
