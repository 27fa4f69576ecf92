import type { Call } from '../call.ts'
import { readText } from '../command-line/files.ts'
import type { Flags } from '../command-line/flags.ts'
import { parseRoster } from '../command-line/roster.ts'
import { lectureCalls } from '../plan/lecture.ts'
import { chosen, givenPlan } from '../plan/plan.ts'
import { paintFor } from '../report/colour.ts'
import { countOn } from '../report/count.ts'
import { callRecord, jsonLine } from '../report/ndjson.ts'
import { gradeCsv } from '../report/roster-csv.ts'
import { columnsOf, gradeTable, gradeTotals, tallyGrades } from '../report/roster-table.ts'
import { type Grade, gradeAll } from '../run/grade.ts'

/** Makes the same calls to every host of the roster and prints one table, or CSV, or a JSON object a line. */
export async function gradeRoster(flags: Flags & { roster: string }): Promise<number> {
  const entries = parseRoster(await readText(flags.roster))
  const calls = await callsFor(flags)
  const progress = flags.json ? jsonProgress : countOn(process.stderr, entries.length)

  const started = performance.now()
  const grades = await gradeAll(entries, { ...flags, calls }, progress)
  const ms = Math.round(performance.now() - started)

  if (flags.json) process.stdout.write(jsonLine({ summary: { ...tallyGrades(grades), ms } }))
  else console.log(tableLines(flags, grades, calls, ms).join('\n'))
  return grades.every(({ verdict }) => verdict === 'pass') ? 0 : 1
}

/** What a server may go without says nothing about who passes. */
async function callsFor(flags: Flags): Promise<Call[]> {
  const { calls } = (await givenPlan(flags)) ?? { calls: lectureCalls }
  return chosen(
    calls.filter(call => !call.optional),
    flags.only,
  )
}

function tableLines(flags: Flags, grades: Grade[], calls: Call[], ms: number): string[] {
  if (flags.csv) return gradeCsv(grades, columnsOf(calls))
  const table = gradeTable(grades, columnsOf(calls), paintFor(process.stdout, process.env))
  return [...table, `${gradeTotals(grades)} · ${(ms / 1000).toFixed(1)} s`]
}

/** The host's lines as soon as it is done, and at last its grade: whoever reads them sorts by `label` or `host`. */
function jsonProgress({ entry, baseUrl, verdict, results, note }: Grade): void {
  const who = { ...entry, target: baseUrl }
  for (const result of results) process.stdout.write(jsonLine({ ...who, ...callRecord(result, false) }))
  process.stdout.write(jsonLine({ ...who, grade: verdict, note }))
}
