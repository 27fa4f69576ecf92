import type { Call, Result } from '../call.ts'
import type { Entry } from '../command-line/roster.ts'
import { parseTarget } from '../command-line/target.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { RequestException } from '../requests.ts'
import { withAddressNote } from './address-note.ts'
import type { Credentials } from './credentials.ts'
import { mostKeptOfHost } from './earlier.ts'
import { inLanes } from './lanes.ts'
import type { Machines } from './machines.ts'
import { notCalled } from './not-called.ts'
import { type Note, noteOf, uncheckedRemark } from './note.ts'
import { reported } from './reported.ts'
import { run, unreachableResults } from './run.ts'
import { openServer } from './server.ts'
import { termsFor } from './terms.ts'
import { waitFor } from './wait.ts'

/** One line of the roster, and where its calls go. */
export type Host = { entry: Entry; baseUrl: string }

/** What came of one line of the roster. */
export type Grade = Host & {
  verdict: 'pass' | 'wrong' | 'unreachable'
  /** Without the most of their answers: see reported(). */
  results: Result[]
  /** What else is to be known, though nothing is wrong with it. */
  remark?: string
} & Note

type Grading = Credentials & {
  /** The same for every host: what a host itself publishes does not count. */
  calls: Call[]
  /** Hosts that are asked at the same time, 16 unless given; besides, some of those that take long. */
  jobs?: number | undefined
  /** Seconds for one call. */
  timeout: number
  /** Whether a right answer has all values that later calls take from it, as a contract's has. */
  mustSupply?: boolean
  /** Send only GET and HEAD. */
  safe?: boolean
  /** Seconds to wait for each host to be up; undefined for not at all. */
  wait: number | undefined
  /** Looks at each line before it is called; all are called unless given. */
  machines?: Machines
}

/** Who is told what comes, as it comes. */
type Listeners = {
  /** Told of each result by what is known until then; the host's next call waits for it. Afterwards its answer is gone. */
  onResult?: (host: Host, result: Result) => void | Promise<void>
  /** Told of each host when it is done, without the remarks on machines. */
  onGrade?: (grade: Grade) => void
}

/** Hosts that are asked at the same time, where nothing is said of it. */
const usualJobs = 16

/** Milliseconds in which a host that answers has mostly made its calls. */
const patience = 1000

/** Hosts that are asked at the same time with those that take long. Each has one connection. */
const mostAtOnce = 64

/**
 * Makes the calls to every host of a roster. A host's calls go one after another, and end with the first that gets
 * no answer in time; so a host that is dead, or means harm, costs its own time and nobody else's.
 *
 * @returns the grades in the roster's order
 */
export async function gradeAll(
  entries: Entry[],
  grading: Grading,
  { onResult = () => {}, onGrade = () => {} }: Listeners = {},
): Promise<Grade[]> {
  const grades: Grade[] = []
  // What is called nowhere is said once, and not of each host.
  const uncalled = notCalled(grading.calls, termsFor(undefined, grading).refusal)
  const { jobs = usualJobs } = grading
  const lanes = { lanes: jobs, patience, most: Math.max(jobs, mostAtOnce) }
  await inLanes(entries.entries(), lanes, async ([index, entry]) => {
    const grade = await gradeOne(entry, { ...grading, onResult }, uncalled)
    onGrade(grade)
    grades[index] = grade
  })
  const remarks = grading.machines?.remarks()
  return grades.map(grade => {
    const all = [grade.remark, remarks?.get(grade.entry)].filter(each => each !== undefined)
    return all.length === 0 ? grade : { ...grade, remark: all.join('; ') }
  })
}

async function gradeOne(
  entry: Entry,
  {
    calls,
    wait,
    machines,
    onResult,
    mustSupply = false,
    ...asking
  }: Grading & Required<Pick<Listeners, 'onResult'>>,
  uncalled: ReadonlyMap<Call, string>,
): Promise<Grade> {
  let baseUrl = entry.host
  const graded = (results: Result[]): Grade => {
    const { note, ...more } = noteOf(results)
    const verdict = verdictOf(results, note)
    const own = results.filter((_, index) => !uncalled.has(calls[index] as Call))
    const remark = verdict === 'pass' ? uncheckedRemark(own) : undefined
    return {
      entry,
      baseUrl,
      verdict,
      results,
      note: withAddressNote(entry.host, baseUrl, results, note),
      ...more,
      ...(remark !== undefined && { remark }),
    }
  }
  try {
    if (entry.host === '') throw new UsageError('no host given')
    const target = parseTarget(entry.host)
    baseUrl = target.baseUrl
    const refusal = await machines?.whyNotCalled(entry)
    if (refusal !== undefined) throw new UsageError(refusal)
    const server = openServer(target, asking)
    if (wait !== undefined) await waitFor(server, wait)
    const told = (result: Result) => onResult({ entry, baseUrl }, result)
    const options = { mustSupply, onResult: told, keep: reported, room: mostKeptOfHost }
    return graded(await run(server, calls, options))
  } catch (error) {
    if (error instanceof RequestException) {
      const results = unreachableResults(calls, error)
      for (const result of results) await onResult({ entry, baseUrl }, result)
      return graded(results)
    }
    if (error instanceof UsageError) {
      return { entry, baseUrl, verdict: 'unreachable', results: [], note: error.message }
    }
    throw error
  }
}

/** A host that gave any answer is there: then it is wrong, and not unreachable. */
function verdictOf(results: Result[], note: string): Grade['verdict'] {
  if (note === '') return 'pass'
  return results.some(({ answer }) => answer !== undefined) ? 'wrong' : 'unreachable'
}
