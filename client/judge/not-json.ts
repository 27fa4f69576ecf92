import type { Answer, Expectation } from '../call.ts'
import { isObject, parseJson } from '../untrusted.ts'
import type { Explanation } from './explanation.ts'
import { htmlInsteadOfJson, isHtml } from './html.ts'
import { shown } from './shown.ts'
import { wantedShape } from './wanted.ts'

/** Says what a body is that should have been JSON, and what is wanted. */
export function explainNotJson(expect: Expectation, { body }: Answer): Explanation {
  const { problem, hint = 'Return a dict or jsonify(...) in Flask, res.json(...) in Express.' } = found(body)
  const shape = wantedShape(expect)
  return { problem: shape === '' ? problem : `${problem}; wanted ${shape}`, hint }
}

function found(body: string): Explanation {
  if (body.trim() === '') return { problem: 'the body is empty instead of JSON' }
  if (isHtml(body)) return { problem: htmlInsteadOfJson(body) }
  const text = shown(body.trim())
  // Python writes some values in a way that JSON does not have.
  if (/^\s*[{[]\s*'/.test(body)) {
    const hint = 'Return the dict itself, or jsonify(...), and not str(...) of it.'
    return { problem: `not JSON, but Python's str() of a dict: ${text}`, hint }
  }
  if (/\b(NaN|Infinity)\b/.test(body)) {
    const hint = 'What did the formula divide by, or take the root of?'
    return { problem: `not JSON, which has no NaN and no Infinity: ${text}`, hint }
  }
  return { problem: `not JSON: ${text}` }
}

/** What to say if a text came that is itself the JSON of an object or list; undefined if none did. */
export function explainTwiceEncoded(got: unknown): Explanation | undefined {
  if (typeof got !== 'string' || !isEncoded(got)) return undefined
  const hint = 'Leave out json.dumps(...) or JSON.stringify(...): jsonify(...) and res.json(...) do that.'
  return { problem: `the answer is a string that holds JSON, so it was encoded twice: ${shown(got)}`, hint }
}

function isEncoded(text: string): boolean {
  try {
    const value = parseJson(text)
    return isObject(value) || Array.isArray(value)
  } catch {
    return false
  }
}
