import { type Answer, isFailure, type Result } from '../call.ts'
import type { Host } from '../run/grade.ts'
import { hiddenIn } from '../secrets.ts'
import { parseJson, printable } from '../untrusted.ts'
import type { Output, Report } from './report.ts'
import { noteText } from './roster-note.ts'
import { rowTotals } from './roster-rows.ts'
import { tally, tallyGrades, totalTime } from './totals.ts'
import { countByWorker, workerOf } from './worker.ts'

/** Prints for programs: a JSON object a line, one for each call and at last a summary. */
export function ndjsonReport({ write, progress, verbose }: Output): Report {
  const line = (value: unknown) => write(jsonLine(value))
  return {
    server: ({ baseUrl: target, unread, further }) => ({
      result: result => line({ target, ...callRecord(result, verbose) }),
      end: results =>
        line({
          target,
          summary: {
            ...summary(results),
            unread,
            leftOut: further,
          },
        }),
    }),
    // Calls come as they are made: whoever reads them sorts by `label` or `host`. The grades come in the roster's order.
    roster: roster => ({
      result: (host, result) => line({ ...hostOf(host), ...callRecord(result, false) }),
      grade() {},
      end(grades, ms) {
        for (const grade of grades)
          line({ ...hostOf(grade), grade: grade.verdict, note: noteText(grade, 1000) })
        line({ summary: { ...tallyGrades(grades), ms } })
        const totals = rowTotals(roster)
        if (totals !== undefined) progress.write(`${totals}\n`)
      },
      remark: text => progress.write(`${text}\n`),
    }),
  }
}

function hostOf({ entry, baseUrl }: Host): Record<string, unknown> {
  return { ...entry, target: baseUrl }
}

function summary(results: Result[]): Record<string, unknown> {
  const { ok, wrong, unreachable, skipped, optional } = tally(results)
  const workers = countByWorker(results)
  return {
    calls: results.length,
    ok,
    failed: wrong + unreachable,
    skipped,
    optional,
    ms: totalTime(results),
    ...(workers.length > 0 && { servedBy: Object.fromEntries(workers) }),
  }
}

/** One object on one line, readable on a terminal whatever strings a server sent. What is undefined is left out. */
function jsonLine(value: unknown): string {
  return `${printable(JSON.stringify(hiddenIn(value)))}\n`
}

/** A result as other programs read it. `ok` is null for a call that was skipped, or is optional and absent. */
function callRecord(result: Result, verbose: boolean): Record<string, unknown> {
  const { call, verdict, answer, problems, hint, notes, ms } = result
  return {
    call: call.name,
    status: answer?.status ?? null,
    ms,
    ok: verdict === 'ok' ? true : isFailure(result) ? false : null,
    verdict,
    servedBy: workerOf(result),
    request: {
      method: call.method,
      path: call.path,
      json: call.json,
      form: call.form,
      multipart: call.multipart,
    },
    response: answer && responseRecord(answer, verbose),
    problems: problems.length > 0 ? problems : undefined,
    hint,
    notes,
  }
}

function responseRecord({ headers, body }: Answer, verbose: boolean): Record<string, unknown> {
  const shown = verbose ? { headers: Object.fromEntries(headers) } : {}
  try {
    return { ...shown, json: parseJson(body) }
  } catch {
    return { ...shown, text: body }
  }
}
