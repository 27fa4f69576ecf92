import type { Answer } from '../call.ts'
import { shown } from './compare.ts'
import type { Explanation } from './explanation.ts'
import { htmlInsteadOfJson, isHtml } from './html.ts'

/** Says what a body is that should have been JSON. */
export function explainNotJson(answer: Answer): Explanation {
  const hint = 'Return a dict or jsonify(...) in Flask, res.json(...) in Express.'
  if (answer.body.trim() === '') return { problem: 'the body is empty instead of JSON', hint }
  if (isHtml(answer.body)) return { problem: htmlInsteadOfJson(answer.body), hint }
  return { problem: `not JSON: ${shown(answer.body.trim())}`, hint: notJsonHint(answer) ?? hint }
}

/** Python writes some values in a way that JSON does not have. */
function notJsonHint({ body }: Answer): string | undefined {
  if (/^\s*[{[]\s*'/.test(body)) {
    return "This is Python's str() of a dict: return the dict itself, or jsonify(...)."
  }
  const isNotFinite = /\b(NaN|Infinity)\b/.test(body)
  return isNotFinite ? 'JSON has no NaN and no Infinity: what did the formula divide by?' : undefined
}
