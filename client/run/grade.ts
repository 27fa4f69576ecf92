import { type Call, isFailure, type Result } from '../call.ts'
import type { Entry } from '../command-line/roster.ts'
import { parseTarget } from '../command-line/target.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { RequestException } from '../requests.ts'
import { withAddressNote } from './address-note.ts'
import type { Credentials } from './credentials.ts'
import { run, unreachableResults } from './run.ts'
import { openServer } from './server.ts'
import { waitFor } from './wait.ts'

/** What came of one line of the roster. */
export type Grade = {
  entry: Entry
  baseUrl: string
  verdict: 'pass' | 'wrong' | 'unreachable'
  results: Result[]
  /** The first thing that is wrong, in a line; empty for a pass. */
  note: string
}

type Grading = Credentials & {
  /** The same for every host: what a host itself publishes does not count. */
  calls: Call[]
  /** Hosts that are asked at the same time. */
  jobs: number
  /** Seconds for one call. */
  timeout: number
  /** Send only GET and HEAD. */
  safe?: boolean
  /** Seconds to wait for each host to be up; undefined for not at all. */
  wait: number | undefined
}

/**
 * Makes the calls to every host of a roster. A host's calls go one after another, and end with the first that gets
 * no answer in time; so a host that is dead, or means harm, costs its own time and nobody else's.
 *
 * @param onGrade told of each host when it is done
 * @returns the grades in the roster's order
 */
export async function gradeAll(
  entries: Entry[],
  grading: Grading,
  onGrade: (grade: Grade) => void,
): Promise<Grade[]> {
  const grades: Grade[] = []
  const waiting = entries.entries()
  const work = async () => {
    for (const [index, entry] of waiting) {
      const grade = await gradeOne(entry, grading)
      onGrade(grade)
      grades[index] = withoutAnswers(grade)
    }
  }
  await Promise.all(Array.from({ length: grading.jobs }, work))
  return grades
}

async function gradeOne(entry: Entry, { calls, wait, ...asking }: Grading): Promise<Grade> {
  let baseUrl = entry.host
  try {
    if (entry.host === '') throw new UsageError('no host given')
    const target = parseTarget(entry.host)
    baseUrl = target.baseUrl
    const server = openServer(target, asking)
    if (wait !== undefined) await waitFor(server, wait)
    return gradeOf(entry, baseUrl, await run(server, calls))
  } catch (error) {
    if (error instanceof RequestException) return gradeOf(entry, baseUrl, unreachableResults(calls, error))
    if (error instanceof UsageError) {
      return { entry, baseUrl, verdict: 'unreachable', results: [], note: error.message }
    }
    throw error
  }
}

function gradeOf(entry: Entry, baseUrl: string, results: Result[]): Grade {
  const failure = results.find(isFailure)
  const isChecked = results.some(({ verdict }) => verdict === 'ok')
  const note = failure?.problems[0] ?? (isChecked ? '' : 'nothing was checked')
  const verdict = verdictOf(results, note)
  return { entry, baseUrl, verdict, results, note: withAddressNote(entry.host, baseUrl, results, note) }
}

/** A host that gave any answer is there: then it is wrong, and not unreachable. */
function verdictOf(results: Result[], note: string): Grade['verdict'] {
  if (note === '') return 'pass'
  return results.some(({ answer }) => answer !== undefined) ? 'wrong' : 'unreachable'
}

/** Without the bodies, which would stay in memory until the last of a hundred hosts is done. */
function withoutAnswers(grade: Grade): Grade {
  return { ...grade, results: grade.results.map(({ answer: _, ...result }) => result) }
}
