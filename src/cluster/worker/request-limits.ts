import type { IncomingMessage } from 'node:http'
import type { Refusal } from './refuse.ts'

export type RequestLimits = { limitRequestLine: number; limitRequestFields: number }

/**
 * The refusal of a request whose line or number of fields is over the limit; undefined for any other.
 *
 * The size of the whole header is Node's to limit (maxHeaderSize), which answers 431 before a request gets here.
 */
export function refuseOversized(
  request: IncomingMessage,
  { limitRequestLine, limitRequestFields }: RequestLimits,
): Refusal | undefined {
  const headers = { Connection: 'close' }
  if (requestLineLength(request) > limitRequestLine)
    return { status: 414, detail: `The request line is over ${limitRequestLine} bytes.`, headers }
  if (request.rawHeaders.length / 2 > limitRequestFields)
    return { status: 431, detail: `The header has over ${limitRequestFields} fields.`, headers }
  return undefined
}

function requestLineLength({ method = '', url = '' }: IncomingMessage): number {
  return method.length + ' '.length + url.length + ' HTTP/1.1'.length
}
