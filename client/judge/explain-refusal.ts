import type { Answer, Call } from '../call.ts'
import { isObject, literalPattern } from '../untrusted.ts'
import { explainUnauthorized } from './explain-unauthorized.ts'
import type { Explanation } from './explanation.ts'
import { serverMessage } from './server-message.ts'

/** Says why a server refuses what was sent, by a status from 400 to 499; undefined for another one. */
export function explainRefusal(call: Call, answer: Answer): Explanation | undefined {
  const { status, body } = answer
  if (status === 401) return explainUnauthorized(call, answer)
  if (status < 400 || status >= 500) return undefined
  const message = serverMessage(body)
  const said = message === '' ? 'the server refuses the request' : `the server says: ${message}`
  if (call.json === undefined || saysWhatIsWrong(message, call.json)) return { problem: said }
  const mediaType = call.headers?.['content-type'] ?? 'application/json'
  return {
    problem: message === '' ? `refused as ${mediaType}` : `refused as ${mediaType}; ${said}`,
    hint: `The body shown above was sent as ${mediaType}: does the handler read that?`,
  }
}

/** What says no more than that the request was not understood, or that its format is the matter. */
const vague =
  /^\W*(400)?\W*(bad|invalid|malformed|missing|wrong)?\s*(request|input|data|payload|parameters?)?\W*$|browser \(or proxy\)|\bjson\b|(content|media).?type|\b(de|en)cod|pars|body/i

function saysWhatIsWrong(message: string, sent: unknown): boolean {
  return !vague.test(message) || (isObject(sent) && Object.keys(sent).some(key => names(message, key)))
}

/** Whether a text speaks of a field: in quotes, with an index, by its path, as what a sentence is about. `a` alone is an article. */
function names(message: string, key: string): boolean {
  const field = literalPattern(key)
  const forms = [
    `["'\`]${field}["'\`]`,
    `\\b${field}[[:]`,
    `[./]${field}\\b`,
    `\\b(field|key|parameter|property) ${field}\\b`,
    `\\b${field} (and|or|is|are|must|should|has|have|was|were)\\b`,
    `\\bmissing:? ${field}$`,
  ]
  if (key.length > 2) forms.push(`\\b${field}\\b`)
  return new RegExp(forms.join('|')).test(message)
}
