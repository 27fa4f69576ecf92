import { InvalidJSONError } from './errors.ts'
import { messageOf } from './message-of.ts'
import { encodePairs, type Pairs } from './pairs.ts'

export interface Body {
  bytes: Uint8Array
  /** Undefined for raw text and bytes: only the caller knows what they are. */
  contentType: string | undefined
}

/**
 * The bytes to send. `data` goes before `json`, as in Python: an object or a list of pairs becomes a form, text
 * and bytes are sent as they are; empty data counts as none. Bytes in any case: fetch would call a string `text/plain`.
 *
 * @throws {InvalidJSONError} if `json` cannot be written as JSON
 */
export function encodeBody(data: Pairs | Uint8Array | undefined, json: unknown): Body | undefined {
  if (data instanceof Uint8Array) return { bytes: data, contentType: undefined }
  const text = data === undefined ? '' : encodePairs(data)
  if (text !== '') {
    const contentType = typeof data === 'string' ? undefined : 'application/x-www-form-urlencoded'
    return { bytes: Buffer.from(text), contentType }
  }
  if (json === undefined) return undefined
  return { bytes: Buffer.from(encodeJson(json)), contentType: 'application/json' }
}

function encodeJson(value: unknown): string {
  let text: string | undefined
  try {
    text = JSON.stringify(value, refuseNaN)
  } catch (cause) {
    if (cause instanceof InvalidJSONError) throw cause
    throw invalid(`json cannot be written as JSON: ${messageOf(cause)}`, cause)
  }
  if (text === undefined) throw invalid(`json cannot be a ${typeof value}`)
  return text
}

/** JSON.stringify turns NaN and Infinity into null without a word. */
function refuseNaN(key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value
  throw invalid(
    `json has ${value}${key === '' ? '' : ` at ${JSON.stringify(key)}`}, which JSON cannot express`,
  )
}

function invalid(message: string, cause?: unknown): InvalidJSONError {
  return new InvalidJSONError(message, { code: 'ERR_INVALID_JSON', cause })
}
