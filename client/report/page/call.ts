import { isFailure, type Result } from '../../call.ts'
import { label, requestBody } from '../../call-text.ts'
import { visible } from '../../judge/visible.ts'
import { oneLine } from '../../untrusted.ts'
import type { Excerpt } from './answers.ts'
import { expectedLines } from './expected.ts'
import { html, type Markup } from './markup.ts'

/** Problems of one call, and characters of a request's body, that are shown. */
const most = { problems: 5, sent: 500 }

/** One call in full: what was sent, expected and got, what is wrong with it, and what to do about it. */
export function callDetails(result: Result, answer: Excerpt | undefined): Markup {
  const { call, problems, hint = '', notes = [] } = result
  const failed = isFailure(result)
  const isMade = answer !== undefined || failed
  const reasons = problems.map(problem => oneLine(problem, 400))
  return html`<dl class="call">
${row('Request', [label(call), cut(requestBody(call) ?? '')])}
${row(
  'Expected',
  expectedLines(call.expect).map(line => (failed ? visible(line) : line)),
)}
${row('Got', gotLines(answer, isMade, failed))}
${row(isMade ? 'Wrong' : 'Why', isMade && !failed ? [] : withCount(reasons))}
${row('Hint', failed ? [hint] : [])}
${row('Note', isMade && !failed ? [...reasons, ...notes] : notes)}
</dl>`
}

function gotLines(answer: Excerpt | undefined, isMade: boolean, failed: boolean): string[] {
  if (answer === undefined) return [isMade ? 'no answer' : 'not called']
  // In a wrong answer, white space may be the fault.
  return [`${answer.status} ${answer.reason}`.trimEnd(), failed ? visible(answer.body) : answer.body]
}

function row(name: string, lines: string[]): Markup {
  const text = lines.filter(line => line !== '').join('\n')
  return text === '' ? html`` : html`<dt>${name}</dt><dd>${text}</dd>`
}

function withCount(reasons: string[]): string[] {
  const left = reasons.length - most.problems
  return left > 0 ? [...reasons.slice(0, most.problems), `(+${left} more)`] : reasons
}

function cut(text: string): string {
  return text.length > most.sent ? `${text.slice(0, most.sent)}…` : text
}
