import type { Call, Result } from '../call.ts'
import { routeOf } from '../call-text.ts'
import { createSameAnswers } from '../judge/same-answer.ts'
import { isStream } from '../media-type.ts'
import type { RequestException } from '../requests.ts'
import { ask, failed, skipped } from './ask.ts'
import { refuseCatchAll } from './catch-all.ts'
import { type Earlier, mostKept, remember } from './earlier.ts'
import { filled } from './fill.ts'
import type { Server } from './server.ts'
import { withLacks } from './supply.ts'

export type RunOptions = {
  /** Told of each result at once, by what is known until then; the next call waits for it. */
  onResult?: (result: Result) => void | Promise<void>
  /** What is left of a result once it was told; all of it unless given. */
  keep?: (result: Result) => Result
  /**
   * A right answer has all values that later calls take from it: so it is in a contract, whose author wants these calls to be
   * made. What a document's links name may be missing, unless its schema says otherwise.
   */
  mustSupply?: boolean
  /** The same calls are made before or after: what is asked besides is not asked again, and would take a worker's turn. */
  isRepeated?: boolean
  /** Characters of earlier answers that are kept for later calls, 8 Mi unless given. */
  room?: number
  /** Shared by all that call the server in the same run. */
  course?: Course
}

/** How calls go on after one that got no answer. */
export type Course = {
  /** Why nothing more is asked. */
  reason: string | undefined
  /** The last call that was made. */
  before: Result | undefined
}

/**
 * Makes the calls one after another. The first one that gets no answer, or none in time, ends it: the rest is
 * skipped, so that a dead server costs one timeout and not one for each call. A connection that closes, or an
 * answer in broken HTTP, after others were answered is not a dead server yet: perhaps a worker died, and the next one answers.
 * A call that cannot be sent says nothing about the server.
 */
export async function run(
  server: Server,
  calls: Call[],
  {
    onResult = () => {},
    mustSupply = false,
    isRepeated = false,
    course = newCourse(),
    keep = result => result,
    room = mostKept,
  }: RunOptions = {},
): Promise<Result[]> {
  const basePath = new URL(server.baseUrl).pathname.replace(/\/$/, '')
  const isWanted = (call: Call) => !call.optional && (call.skip ?? server.refusal(call)) === undefined
  const earlier: Earlier = { exchanges: new Map(), verdicts: new Map(), room }
  const sources = new Set(calls.flatMap(({ needs = [] }) => needs.map(need => need.call)))
  const answers = createSameAnswers()
  const made: Result[] = []
  for (const [index, call] of calls.entries()) {
    const { reason } = course
    const asked =
      reason === undefined ? await askFilled(server, call, earlier, basePath) : skipped(call, reason)
    const later = mustSupply ? calls.slice(index + 1).filter(isWanted) : []
    const told = isRepeated ? asked : await refuseCatchAll(server, asked)
    const result = withLacks(told, later, earlier, basePath)
    course.reason ??= reasonToStop(result, course.before)
    if (result.verdict !== 'skipped' || result.answer !== undefined) course.before = result
    if (sources.has(call.name)) remember(result, earlier)
    answers.add(result)
    await onResult(answers.told(result, index))
    made.push(keep(result))
  }
  return made.map(answers.told)
}

export function newCourse(): Course {
  return { reason: undefined, before: undefined }
}

async function askFilled(server: Server, call: Call, earlier: Earlier, basePath: string): Promise<Result> {
  const reason = call.skip ?? server.refusal(call)
  if (reason !== undefined) return skipped(call, reason)
  return askWithSlash(server, filled(call, earlier, basePath))
}

/** The results for a server that did not answer before any call could be made. */
export function unreachableResults(calls: Call[], error: RequestException): Result[] {
  return calls.map((call, index) =>
    index === 0 ? failed(call, error, 0) : skipped(call, 'host unreachable'),
  )
}

/** @param before the result of the call that was made before it, if any was */
function reasonToStop({ call, verdict, word }: Result, before: Result | undefined): string | undefined {
  const isHalfHeard = word === 'closed' || word === 'failed'
  if (isHalfHeard && before?.answer !== undefined) return undefined
  // A stream may send its headers with its first event.
  if (word === 'timeout' && before?.answer !== undefined && call.expect?.types?.some(isStream))
    return undefined
  if (verdict === 'unreachable') return 'host unreachable'
  return word === 'timeout' ? 'after a timeout' : undefined
}

/** A route that ends in a slash is another route, and the commonest reason for a 404. */
async function askWithSlash(server: Server, call: Call): Promise<Result> {
  const result = await ask(server, call)
  if (result.answer?.status !== 404 || result.verdict !== 'wrong') return result
  if (call.expect?.documented?.includes(404)) return result
  if (call.method !== 'GET' || call.path.endsWith('/') || call.path.includes('?')) return result
  const { verdict } = await ask(server, { ...call, path: `${call.path}/` })
  if (verdict !== 'ok') return result
  return {
    ...result,
    problems: [`the server has no route ${routeOf(call)}, but ${call.route ?? call.path}/ works`],
    hint: 'Take the slash off the end of the route.',
  }
}
