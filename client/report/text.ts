import { type Call, isFailure, type Result, type Verdict } from '../call.ts'
import { label, routeOf } from '../call-text.ts'
import { hidden } from '../secrets.ts'
import { oneLine, printable } from '../untrusted.ts'
import type { Paint } from './colour.ts'
import { resultDetails } from './details.ts'
import type { AnnouncedPlan, Output, Report, ServerReport } from './report.ts'
import { rosterAtEnd } from './roster-at-end.ts'
import { gradeTable } from './roster-table.ts'
import { gradeTotals, totals, totalTime } from './totals.ts'
import { workerBars, workerOf } from './worker.ts'

const marks: Record<Verdict, string> = { ok: '✓', wrong: '✗', unreachable: '✗', skipped: '-', optional: '-' }

/** Width of the label's column, which grows with what an earlier answer puts into a path. A label that is longer than `most` moves the rest of its line to the right. */
const labelWidth = { least: 29, most: 60 }

/** Width of the status column, which grows with what comes, up to `404 NOT FOUND`. */
const statusWidth = { least: 6, most: 13 }

/** Prints for people. */
export function textReport(output: Output): Report {
  return {
    server: plan => serverText(output, plan),
    roster: rosterAtEnd(
      output,
      (grades, columns, ms) => [
        ...gradeTable(grades, columns, output),
        `${gradeTotals(grades)} · ${(ms / 1000).toFixed(1)} s`,
      ],
      output.write,
    ),
  }
}

/**
 * A line for each call; below it what was sent, what came, and what is wrong with it. A repeated call that is right again
 * gets a line only if the server names the worker that answered.
 */
function serverText({ write, paint, verbose }: Output, plan: AnnouncedPlan): ServerReport {
  let hasBegun = false
  let nobodyThere = false
  const longest = Math.max(labelWidth.least, ...plan.calls.map(call => printable(label(call)).length))
  const columns = { label: Math.min(longest, labelWidth.most), status: statusWidth.least }
  const unseen = countByRoute(plan.calls)
  const line = (text = '') => write(`${hidden(text).trimEnd()}\n`)

  return {
    result(result) {
      if (nobodyThere) return
      if (!hasBegun && result.verdict === 'unreachable') {
        nobodyThere = true
        return printNobody(result)
      }
      if (!hasBegun) printIntroduction()
      const isKnown = isRepeated(result.call) && !isFailure(result)
      const worker = plan.repeat > 1 ? workerOf(result) : undefined
      if (isKnown && worker === undefined) return
      line(resultHead(result, columns, paint) + (worker === undefined ? '' : `  ${oneLine(worker, 40)}`))
      if (isKnown) return
      for (const text of resultDetails(result, paint, verbose)) line(`  ${text}`)
    },

    end(results) {
      if (nobodyThere) return line(`0 of ${results.length} calls made`)
      if (!hasBegun) printIntroduction()
      line()
      line(`${totals(results)} · ${totalTime(results)} ms`)
      if (plan.repeat > 1) for (const text of workerBars(results)) line(text)
    },
  }

  /** Whether as many calls of its route as a round has were printed before it: users who call at the same time are mixed. */
  function isRepeated(call: Call): boolean {
    const left = unseen.get(routeOf(call)) ?? 0
    unseen.set(routeOf(call), left - 1)
    return left < 1
  }

  function printIntroduction(): void {
    hasBegun = true
    line()
    line(introduction(plan))
    line()
  }

  /** All that is printed of a server that does not answer. */
  function printNobody({ problems, hint }: Result): void {
    line()
    line(`${paint('red', '✗')} ${printable(plan.baseUrl)}   ${oneLine(problems[0] ?? '', 400)}`)
    if (hint !== undefined) line(`  hint: ${hint}`)
  }
}

function countByRoute(calls: Call[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const call of calls) counts.set(routeOf(call), (counts.get(routeOf(call)) ?? 0) + 1)
  return counts
}

/** Mark, method and path, status, time. Widens the columns for the lines to come. */
function resultHead(result: Result, columns: { label: number; status: number }, paint: Paint): string {
  const { call, verdict, answer, ms } = result
  const status = statusOf(result)
  const shownLabel = printable(label(call))
  columns.label = Math.max(columns.label, Math.min(shownLabel.length, labelWidth.most))
  columns.status = Math.max(columns.status, Math.min(status.length, statusWidth.most))
  const wasMade = verdict !== 'skipped' || answer !== undefined
  return [
    paint(colours[verdict], marks[verdict]),
    shownLabel.padEnd(columns.label + 1),
    status.padEnd(columns.status),
    wasMade ? paint('dim', `  ${String(ms).padStart(2)} ms`) : '',
    verdict === 'optional' ? '  (optional)' : '',
  ].join(' ')
}

const colours = { ok: 'green', wrong: 'red', unreachable: 'red', skipped: 'yellow', optional: 'dim' } as const

function statusOf({ verdict, answer, problems, word }: Result): string {
  if (verdict === 'skipped') return `skipped (${oneLine(problems[0] ?? '', 100)})`
  return answer === undefined ? word : oneLine(`${answer.status} ${answer.reason}`, 60)
}

function introduction({ baseUrl, source, calls, unread }: AnnouncedPlan): string {
  if (unread !== undefined)
    return printable(
      `${baseUrl} · ${oneLine(unread.join('; '), 400)}${calls.length > 0 ? ": using the lecture's endpoints" : ''}`,
    )
  const count = `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`
  const isLecture = source === 'the lecture'
  const origin = isLecture ? "no OpenAPI document, using the lecture's endpoints" : `${count} from ${source}`
  return printable(`${baseUrl} · ${origin}`)
}
