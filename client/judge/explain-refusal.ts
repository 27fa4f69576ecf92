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

/** Words with which a framework says that a request was not understood, or has no body, and nothing of what is in it. */
const stockWords = new Set(
  (
    '400 415 422 a an and as at be bad body browser by can cannot char check client column content could data does empty error ' +
    'expected expecting failed field for format found has have http in incorrect input invalid is it json line malformed media ' +
    'missing must needs no not object of or param parameter parameters parse payload please post provide provided proxy ' +
    'read received request required requires schema send sent server should something that the this to type understand ' +
    'unprocessable entity unsupported valid validation value was were with wrong you your'
  ).split(' '),
)

/** What speaks of how the body is written, and not of what is in it. */
const ofFormat =
  /browser \(or proxy\)|\bjson\b|(content|media).?type|\b(de|en)cod|\bpars(e|ing)\b|\bexpecting\b|unexpected (token|end|character)/i

/** What is asked for. */
const demand = /\b(must|should|needs?|requires?|has to|have to|required|missing|cannot be)\b/i

function saysWhatIsWrong(message: string, sent: unknown): boolean {
  if (isObject(sent) && Object.keys(sent).some(key => names(message, key))) return true
  return message.split(/[:;.!]\s+|\n/).some(saysSomething)
}

/** Whether a part of a message has words of its own; where it speaks of the format, only a demand is more than that. */
function saysSomething(part: string): boolean {
  const isFormat = ofFormat.test(part) && !demand.test(part)
  const words =
    part
      .toLowerCase()
      .replace(/application\/[\w.+-]+/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return !isFormat && words.some(word => !stockWords.has(word) && !/^\d+$/.test(word))
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
