import type { Plan, Result } from './call.ts'
import { lectureCalls } from './plan/lecture.ts'
import { planFor } from './plan/plan.ts'
import type { Report } from './report/report.ts'
import { RequestException } from './requests.ts'
import { run, unreachableResults } from './run/run.ts'
import type { Server } from './run/server.ts'
import { waitFor } from './run/wait.ts'

export type Check = {
  /** The calls that were asked for; undefined to find out what the server can do. */
  given: Plan | undefined
  only: string | undefined
  repeat: number
  /** Seconds; undefined for not at all. */
  wait: number | undefined
}

/** Waits for the server if asked to, finds out what it can do, makes the calls, and reports each. */
export async function check(server: Server, options: Check, report: Report): Promise<Result[]> {
  const results = await checkReachable(server, options, report)
  report.end(results)
  return results
}

async function checkReachable(server: Server, options: Check, report: Report): Promise<Result[]> {
  const { given, only, repeat, wait } = options
  let plan: Plan
  try {
    if (wait !== undefined) {
      await waitFor(server, wait, () => console.error(`waiting for ${server.baseUrl}, ${wait} s at most`))
    }
    plan = await planFor(server, given, only)
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
    // Nobody there, so nobody knows what could have been called, nor what --only means; unless told, the lecture's calls.
    return reportDead(server, given ?? { calls: lectureCalls, source: 'the lecture' }, error, report)
  }
  report.start({ baseUrl: server.baseUrl, ...plan, repeat })
  const rounds = Array.from({ length: repeat }, () => plan.calls).flat()
  return run(server, rounds, report.result)
}

function reportDead(
  { baseUrl }: Server,
  { calls, source }: Plan,
  error: RequestException,
  report: Report,
): Result[] {
  report.start({ baseUrl, calls, source, repeat: 1 })
  const results = unreachableResults(calls, error)
  for (const result of results) report.result(result)
  return results
}
