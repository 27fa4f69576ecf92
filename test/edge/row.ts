/** What the table of hostile requests is made of. */
import { requestBytes } from '../http/socket.ts'

/**
 * One request that nobody means well with: what it is, its bytes, and the status of each answer that it gets before the
 * connection closes. No status at all is a connection that closes without a word.
 */
export type Row = readonly [what: string, bytes: Buffer, ...statuses: number[]]

/** Bytes as they are written here: one character, one byte. */
export function bytes(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

/** A request that consists of these lines, and is the last one of its connection. */
export function lines(requestLine: string, ...fields: string[]): Buffer {
  return bytes([requestLine, ...fields, 'Connection: close', '', ''].join('\r\n'))
}

export function get(target: string, headers: Record<string, string> = {}): Buffer {
  return requestBytes('GET', target, headers)
}

/** A POST to /distance with these fields, and what follows them. */
export function post(fields: string[], body: string | Uint8Array = ''): Buffer {
  const head = lines('POST /distance HTTP/1.1', 'Host: x', 'Content-Type: application/json', ...fields)
  return Buffer.concat([head, typeof body === 'string' ? bytes(body) : body])
}

export const right = '{"a":[2,4],"b":[5,6]}'
