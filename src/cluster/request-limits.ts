import type { IncomingMessage, ServerResponse } from 'node:http'

export type RequestLimits = { limitRequestLine: number; limitRequestFields: number }

/**
 * Refuses a request whose line or number of fields is over the limit; true if it did.
 *
 * The size of the whole header is Node's to limit (maxHeaderSize), which answers 431 before a request gets here.
 */
export function refuseOversized(
  request: IncomingMessage,
  response: ServerResponse,
  limits: RequestLimits,
): boolean {
  if (requestLineLength(request) > limits.limitRequestLine) return refuse(response, 414)
  if (request.rawHeaders.length / 2 > limits.limitRequestFields) return refuse(response, 431)
  return false
}

function requestLineLength({ method = '', url = '' }: IncomingMessage): number {
  return method.length + ' '.length + url.length + ' HTTP/1.1'.length
}

function refuse(response: ServerResponse, status: number): true {
  response.writeHead(status, { connection: 'close', 'content-length': 0 }).end()
  return true
}
