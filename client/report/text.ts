import type { Call, Result, Verdict } from '../call.ts'
import { label, type Report } from '../report.ts'
import { oneLine, printable } from '../untrusted.ts'
import type { Paint } from './colour.ts'
import { resultDetails } from './details.ts'
import { servedBy, totals, totalTime } from './totals.ts'

const marks: Record<Verdict, string> = { ok: '✓', wrong: '✗', unreachable: '✗', skipped: '-', optional: '-' }

/** Columns of the label, and those that it may take before it pushes the rest of its line to the right. */
const labelWidth = { least: 29, most: 60 }

/** The status column grows with what comes, up to `404 NOT FOUND`. */
const statusWidth = { least: 6, most: 13 }

/** Prints for people: a line for each call; below it what was sent, what came, and what is wrong with it. */
export function textReport(write: (text: string) => void, paint: Paint, verbose: boolean): Report {
  let plan: { baseUrl: string; source: string; calls: Call[] } = { baseUrl: '', source: '', calls: [] }
  let printed = 0
  let nobodyThere = false
  let statusColumn = statusWidth.least
  const line = (text: string) => write(`${text.replace(/ +$/, '')}\n`)

  return {
    start(started) {
      plan = started
    },

    result(result) {
      nobodyThere ||= printed === 0 && result.verdict === 'unreachable'
      const repeated = printed >= plan.calls.length
      if (printed === 0) line(nobodyThere ? unreachableHead(result) : `\n${introduction(plan)}\n`)
      printed += 1
      if (nobodyThere || (repeated && result.verdict !== 'wrong' && result.verdict !== 'unreachable')) return
      line(resultHead(result))
      for (const text of resultDetails(result, paint, verbose)) line(`  ${text}`)
    },

    end(results) {
      if (nobodyThere) return line(`0 of ${results.length} calls made`)
      line(`\n${totals(results)} · ${totalTime(results)} ms`)
      const workers = Object.entries(servedBy(results))
      if (results.length > plan.calls.length && workers.length > 0) {
        line(`served by ${workers.map(([name, count]) => `${oneLine(name, 40)}: ${count}`).join(', ')}`)
      }
    },
  }

  function unreachableHead({ problems, hint }: Result): string {
    const what = `\n${paint('red', '✗')} ${printable(plan.baseUrl)}   ${oneLine(problems[0] ?? '', 400)}`
    return hint === undefined ? what : `${what}\n  hint: ${hint}`
  }

  function resultHead(result: Result): string {
    const { verdict, answer, ms } = result
    const status = statusOf(result)
    statusColumn = Math.max(statusColumn, Math.min(status.length, statusWidth.most))
    const longest = Math.max(labelWidth.least, ...plan.calls.map(call => printable(label(call)).length))
    return [
      paint(colours[verdict], marks[verdict]),
      printable(label(result.call)).padEnd(Math.min(longest, labelWidth.most) + 1),
      status.padEnd(statusColumn),
      verdict === 'skipped' && answer === undefined ? '' : paint('dim', `  ${String(ms).padStart(2)} ms`),
      verdict === 'optional' ? '  (optional)' : '',
    ].join(' ')
  }
}

const colours = { ok: 'green', wrong: 'red', unreachable: 'red', skipped: 'yellow', optional: 'dim' } as const

function statusOf({ verdict, answer, problems, word }: Result): string {
  if (verdict === 'skipped') return `skipped (${oneLine(problems[0] ?? '', 100)})`
  return answer === undefined ? word : oneLine(`${answer.status} ${answer.reason}`, 60)
}

function introduction({
  baseUrl,
  source,
  calls,
}: {
  baseUrl: string
  source: string
  calls: Call[]
}): string {
  const count = `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`
  const origin =
    source === 'the lecture'
      ? "no OpenAPI document, using the lecture's endpoints"
      : `${count} from ${source}`
  return printable(`${baseUrl} · ${origin}`)
}
