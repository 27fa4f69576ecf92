import { ConnectionError } from '../errors.ts'
import { quote } from '../quote.ts'
import { portOf, targetOf } from '../url.ts'
import type { Finding, Reason } from './finding.ts'

/** How a TLS server refuses plain HTTP: a record of type alert (21), of TLS 1.x (RFC 8446, section 5.1). */
const tlsAlert = '\x15\x03'

/** Codes for what the parser lets through and fetch stumbles over: a status of 99, a length beyond all numbers. */
const impossible = new Set(['ERR_ASSERTION', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'])

/** Something answered, but not in HTTP as it should be; undefined if the parser of HTTP has no complaint. */
export function protocolFinding(url: URL, { code, message, data }: Reason): Finding | undefined {
  const target = targetOf(url)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    const words = `${target} answered with more than 16 KiB of headers`
    return { Kind: ConnectionError, message: words, code: 'ERR_HEADERS_TOO_LARGE' }
  }
  if (impossible.has(code)) return brokenHttp(target, 'an impossible status or length')
  if (data === undefined) return undefined

  if (data.startsWith(tlsAlert)) {
    const hint = `Write https://${url.host} instead.`
    return {
      Kind: ConnectionError,
      message: `${target} speaks https, not http`,
      code: 'ERR_HTTPS_ONLY',
      hint,
    }
  }
  if (message.includes('Expected HTTP/')) {
    return {
      Kind: ConnectionError,
      message: `port ${portOf(url)} of ${url.hostname} answered, but not HTTP: ${quote(data.trim(), 60)}`,
      code: 'ERR_NOT_HTTP',
      hint: 'Another program listens there. Which port does your server name when it starts?',
    }
  }
  return brokenHttp(target, /\((.+)\)/.exec(message)?.[1] ?? message)
}

function brokenHttp(target: string, what: string): Finding {
  return {
    Kind: ConnectionError,
    message: `${target} answered in broken HTTP: ${what}`,
    code: 'ERR_BROKEN_HTTP',
    hint: 'The server breaks the rules of HTTP: did its program write the answer by hand?',
  }
}
