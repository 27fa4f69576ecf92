import type { Plan, Result } from '../call.ts'
import type { Flags } from '../command-line/flags.ts'
import { parseTarget } from '../command-line/target.ts'
import { freshRun } from '../plan/contract/placeholders.ts'
import { discover } from '../plan/discover.ts'
import { lectureCalls } from '../plan/lecture.ts'
import { furtherLine } from '../plan/most-calls.ts'
import { givenPlan, narrowed } from '../plan/plan.ts'
import { roundsOf } from '../plan/rounds.ts'
import { serverReport } from '../report/formats.ts'
import { outputTaken } from '../report/output-taken.ts'
import type { BeginServerReport } from '../report/report.ts'
import { exitCode } from '../report/totals.ts'
import { RequestException } from '../requests.ts'
import { reported } from '../run/reported.ts'
import { runRounds } from '../run/rounds.ts'
import { unreachableResults } from '../run/run.ts'
import { unusedKeys } from '../run/security.ts'
import { openServer, type Server } from '../run/server.ts'
import { waitFor } from '../run/wait.ts'
import { hidden } from '../secrets.ts'
import { printable } from '../untrusted.ts'

type Check = Pick<Flags, 'only' | 'wait' | 'contract' | 'jobs'> & {
  /** A number for each time that all calls are made. */
  runs: number[]
  /** The calls that were asked for; undefined to find out what the server can do. */
  given: Plan | undefined
  report: BeginServerReport
}

/** Checks the hosts one after another, and ends with the worst of their exit codes: a wrong answer before no answer. */
export async function checkHosts(flags: Flags): Promise<number> {
  const check: Check = {
    ...flags,
    given: await givenPlan(flags),
    report: serverReport(flags),
    runs: Array.from({ length: flags.repeat }, freshRun),
  }
  const codes: number[] = []
  for (const target of flags.hosts.map(parseTarget)) {
    for (const note of target.notes) console.error(hidden(note))
    // A connection that stays open stays with one worker.
    const server = openServer(target, { ...flags, fresh: flags.repeat > 1 })
    codes.push(exitCode(await checkHost(server, check)))
  }
  return codes.includes(1) ? 1 : Math.max(...codes)
}

/** Waits for the server if asked to, finds out what it can do, makes the calls, and reports each. */
async function checkHost(server: Server, check: Check): Promise<Result[]> {
  const { given, only, runs, wait, jobs } = check
  const { baseUrl } = server
  let plan: Plan
  try {
    if (wait !== undefined) {
      await waitFor(server, wait, () => console.error(`waiting for ${baseUrl}, ${wait} s at most`))
    }
    plan = narrowed(given ?? (await discover(server)), only)
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
    return reportDead(server, check, error)
  }
  const line = furtherLine(plan)
  if (line !== undefined) console.error(hidden(printable(line)))
  for (const name of unusedKeys(plan.calls, server.given))
    console.error(`--api-key ${name}: ${plan.source} has no API key of this name that a call wants`)
  const rounds = roundsOf(plan, runs)
  const report = check.report({ baseUrl, ...plan, calls: rounds[0] ?? [], repeat: runs.length })
  const results = await runRounds(server, rounds, {
    onResult(result) {
      report.result(result)
      return outputTaken()
    },
    keep: reported,
    jobs,
    mustSupply: check.contract !== undefined,
  })
  report.end(results)
  return results
}

/** Reports a server that does not answer, by the calls that were given or else the lecture's: what it offers is unknown. */
function reportDead({ baseUrl }: Server, check: Check, error: RequestException): Result[] {
  const plan = check.given ?? { calls: lectureCalls, source: 'the lecture' }
  const [calls = []] = roundsOf(plan, check.runs)
  const report = check.report({ baseUrl, ...plan, calls, repeat: 1 })
  const results = unreachableResults(calls, error)
  for (const result of results) report.result(result)
  report.end(results)
  return results
}
