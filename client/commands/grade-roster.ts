import type { Call, Plan } from '../call.ts'
import { readBytes } from '../command-line/files.ts'
import type { Flags } from '../command-line/flags.ts'
import { decodeRoster } from '../command-line/roster/decode.ts'
import { parseRoster } from '../command-line/roster.ts'
import { freshRun } from '../plan/contract/placeholders.ts'
import { lectureCalls } from '../plan/lecture.ts'
import { chosen } from '../plan/only.ts'
import { givenPlan } from '../plan/plan.ts'
import { roundsOf } from '../plan/rounds.ts'
import { rosterReport } from '../report/formats.ts'
import { gradeAll } from '../run/grade.ts'
import { createMachines } from '../run/machines.ts'

/** Makes the same calls to every host of the roster; ends with 0 if all of them pass, else 1. */
export async function gradeRoster(flags: Flags & { roster: string }): Promise<number> {
  const name = flags.roster === '-' ? 'the roster' : flags.roster
  const roster = parseRoster(decodeRoster(await readBytes(flags.roster), name))
  const calls = await callsFor(flags)
  const report = rosterReport(flags)({ ...roster, calls })

  const started = performance.now()
  const machines = createMachines(flags)
  const grades = await gradeAll(roster.entries, { ...flags, calls, machines }, report.grade)
  report.end(grades, Math.round(performance.now() - started))
  return grades.every(({ verdict }) => verdict === 'pass') ? 0 : 1
}

/** The optional calls are left out: they do not decide who passes. */
async function callsFor(flags: Flags): Promise<Call[]> {
  const plan: Plan = (await givenPlan(flags)) ?? { calls: lectureCalls, source: 'the lecture' }
  const required = plan.calls.filter(call => !call.optional)
  const [calls = []] = roundsOf({ ...plan, calls: chosen(required, flags.only) }, [freshRun()])
  return calls
}
