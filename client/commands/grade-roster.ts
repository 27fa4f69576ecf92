import { basename } from 'node:path'
import type { Call, Plan } from '../call.ts'
import { readBytes } from '../command-line/files.ts'
import type { Flags } from '../command-line/flags.ts'
import { decodeRoster } from '../command-line/roster/decode.ts'
import { parseRoster } from '../command-line/roster.ts'
import { freshRun } from '../plan/contract/placeholders.ts'
import { lectureCalls } from '../plan/lecture.ts'
import { furtherLine } from '../plan/most-calls.ts'
import { chosen } from '../plan/only.ts'
import { givenPlan } from '../plan/plan.ts'
import { roundsOf } from '../plan/rounds.ts'
import { rosterReport } from '../report/formats.ts'
import { outputTaken } from '../report/output-taken.ts'
import type { RosterPage } from '../report/page.ts'
import { gradeAll } from '../run/grade.ts'
import { createMachines } from '../run/machines.ts'
import { notCalled, notCalledLine, notCalledLines } from '../run/not-called.ts'
import { termsFor } from '../run/terms.ts'

/**
 * Makes the same calls to every host of the roster; ends with 0 if all of them pass, else 1.
 *
 * @throws {UsageError} before any call if the roster cannot be read, or the page of --html not be written
 */
export async function gradeRoster(flags: Flags & { roster: string }): Promise<number> {
  const name = flags.roster === '-' ? 'the roster' : flags.roster
  const page = flags.html === undefined ? undefined : await pageIn(flags.html)
  const roster = parseRoster(decodeRoster(await readBytes(flags.roster), name))
  const { calls, source, leftOut, further } = await callsFor(flags)
  const uncalled = notCalledLines(calls, notCalled(calls, termsFor(undefined, flags).refusal))
  if (leftOut.length > 0) uncalled.push(notCalledLine(leftOut, '--only'))
  if (further !== undefined) uncalled.push(further)
  const report = rosterReport(flags)({ ...roster, calls })

  const started = new Date()
  const beginning = performance.now()
  const machines = createMachines(flags)
  const grades = await gradeAll(
    roster.entries,
    { ...flags, calls, machines, mustSupply: flags.contract !== undefined },
    {
      onResult(host, result) {
        report.result(host, result)
        page?.result(host, result)
        return outputTaken()
      },
      onGrade: report.grade,
    },
  )
  const ms = Math.round(performance.now() - beginning)
  report.end(grades, ms)
  for (const line of uncalled) report.remark(line)
  if (page !== undefined) {
    await page.end(grades, { ...roster, calls, source, uncalled, name: basename(name), started, ms })
    report.remark(`the page is in ${flags.html}`)
  }
  return grades.every(({ verdict }) => verdict === 'pass') ? 0 : 1
}

/** Loaded only where it is asked for. */
async function pageIn(path: string): Promise<RosterPage> {
  return (await import('../report/page.ts')).openPage(path)
}

/**
 * The optional calls are left out: they do not decide who passes.
 *
 * @returns besides the calls, the endpoints that --only leaves out
 */
async function callsFor(
  flags: Flags,
): Promise<{ calls: Call[]; source: string; leftOut: string[]; further: string | undefined }> {
  const plan: Plan = (await givenPlan(flags)) ?? { calls: lectureCalls, source: 'the lecture' }
  const required = plan.calls.filter(call => !call.optional)
  const [calls = []] = roundsOf({ ...plan, calls: chosen(required, flags.only) }, [freshRun()])
  const names = new Set(calls.map(({ name }) => name))
  const leftOut = [...new Set(required.map(({ name }) => name))].filter(name => !names.has(name))
  return { calls, source: plan.source, leftOut, further: furtherLine(plan) }
}
