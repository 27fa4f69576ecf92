import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse } from './refuse.ts'

export type RequestLimits = { limitRequestLine: number; limitRequestFields: number }

/**
 * Refuses a request whose line or number of fields is over the limit; true if it did.
 *
 * The size of the whole header is Node's to limit (maxHeaderSize), which answers 431 before a request gets here.
 */
export function refuseOversized(
  request: IncomingMessage,
  response: ServerResponse,
  { limitRequestLine, limitRequestFields }: RequestLimits,
): boolean {
  if (requestLineLength(request) > limitRequestLine) {
    refuse(response, 414, `The request line is over ${limitRequestLine} bytes.`, { connection: 'close' })
    return true
  }
  if (request.rawHeaders.length / 2 > limitRequestFields) {
    refuse(response, 431, `The header has over ${limitRequestFields} fields.`, { connection: 'close' })
    return true
  }
  return false
}

function requestLineLength({ method = '', url = '' }: IncomingMessage): number {
  return method.length + ' '.length + url.length + ' HTTP/1.1'.length
}
