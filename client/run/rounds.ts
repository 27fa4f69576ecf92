import type { Call, Result } from '../call.ts'
import { inLanes } from './lanes.ts'
import { newCourse, type RunOptions, run } from './run.ts'
import type { Server } from './server.ts'

/** What a lane of users has no use for: none is waited for less than any other. */
const everPatient = 2 ** 31 - 1

/**
 * Makes all calls several times, as different users would; each round has values of its own from earlier answers.
 *
 * With several users at the same time, one of them makes the calls that change something, and those that read it, round after
 * round: two who add the same thing would be in each other's way, and none of the answers would be wrong.
 *
 * @param rounds the calls of each round
 * @param options `jobs` is how many users call at the same time, 1 unless given
 */
export async function runRounds(
  server: Server,
  rounds: Call[][],
  { jobs = 1, ...options }: RunOptions & { jobs?: number | undefined } = {},
): Promise<Result[]> {
  const isRepeated = rounds.length > 1
  const shared = { ...options, isRepeated, course: newCourse() }
  const oneByOne = async (rounds: Call[][]) => {
    const results: Result[] = []
    for (const calls of rounds) results.push(...(await run(server, calls, shared)))
    return results
  }
  if (jobs === 1) return oneByOne(rounds)
  const users = [rounds.map(connected), ...rounds.map(calls => [calls.filter(isNotIn(connected(calls)))])]
  const results: Result[][] = []
  const lanes = { lanes: jobs, patience: everPatient, most: jobs }
  await inLanes(users.entries(), lanes, async ([index, calls]) => {
    results[index] = await oneByOne(calls)
  })
  return results.flat()
}

/** The calls that change something, give or take values, or go to a place, such as /notes, where others do. */
function connected(calls: Call[]): Call[] {
  const sources = new Set(calls.flatMap(({ needs = [] }) => needs.map(({ call }) => call)))
  const isBound = ({ method, needs = [], name }: Call) =>
    !['GET', 'HEAD'].includes(method) || needs.length > 0 || sources.has(name)
  const places = new Set(calls.filter(isBound).map(placeOf))
  return calls.filter(call => places.has(placeOf(call)))
}

/** The first part of the path. */
function placeOf({ path }: Call): string {
  return path.split(/[/?]/, 2)[1] ?? ''
}

function isNotIn(calls: Call[]): (call: Call) => boolean {
  const known = new Set(calls)
  return call => !known.has(call)
}
