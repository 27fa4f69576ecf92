/** From what fetch threw to what failed, against which target, and what to do about it. */
import {
  ConnectionError,
  ConnectTimeout,
  InvalidURL,
  ReadTimeout,
  RequestException,
  type SentRequest,
} from './errors.ts'
import { isTlsCode, tlsFinding } from './tls-error.ts'
import { isLoopback, portOf, targetOf } from './url.ts'

/** An error in the making: everything about it but the request. */
export interface Finding {
  Kind: typeof RequestException
  message: string
  code: string
  hint?: string
}

export interface Failure {
  request: SentRequest
  /** What fetch threw. */
  cause: unknown
  /** Whether the request was written to a connection. */
  sent: boolean
  /** Seconds after which our own deadline ended the call; undefined if something else did. */
  timedOutAfter: number | undefined
}

/** The error for a request that got no answer. */
export function transportError({ request, cause, sent, timedOutAfter }: Failure): RequestException {
  const url = new URL(request.url)
  const { Kind, message, code, hint } =
    timedOutAfter === undefined ? findingOf(url, cause) : timeoutFinding(url, sent, timedOutAfter)
  return new Kind(message, { code, hint, request, cause })
}

/** Node's word for what happened: fetch's own error only says that it failed. */
export function reasonOf(error: unknown): { code: string; message: string; data: string | undefined } {
  const reason: unknown = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const { code, message, data } = reason as { code?: string; message?: string; data?: unknown }
  return {
    code: code ?? '',
    message: message ?? String(reason),
    data: data === undefined ? undefined : String(data),
  }
}

function timeoutFinding(url: URL, sent: boolean, seconds: number): Finding {
  const target = targetOf(url)
  return sent
    ? {
        Kind: ReadTimeout,
        message: `connected to ${target}, but no answer within ${seconds} s`,
        code: 'ERR_READ_TIMEOUT',
        hint: 'The handler does not return: an endless loop, a blocking call, or all workers are busy.',
      }
    : {
        Kind: ConnectTimeout,
        message: `no connection to ${target} within ${seconds} s`,
        code: 'ERR_CONNECT_TIMEOUT',
        hint: unreachable(url),
      }
}

function findingOf(url: URL, error: unknown): Finding {
  const { code, message, data } = reasonOf(error)
  const target = targetOf(url)
  switch (code) {
    case 'ECONNREFUSED':
      return { Kind: ConnectionError, message: `connection refused by ${target}`, code, hint: refused(url) }
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return {
        Kind: ConnectionError,
        message: `connection closed without an answer by ${target}`,
        code: 'ECONNRESET',
        hint: closed(url),
      }
    case 'ENOTFOUND':
      return {
        Kind: ConnectionError,
        message: `no such host: ${url.hostname}`,
        code,
        hint: 'Check the spelling; is the name complete (….vm.duke.edu)? Are you on the campus network or its VPN?',
      }
    case 'EAI_AGAIN':
      return {
        Kind: ConnectionError,
        message: `cannot reach a DNS server to look up ${url.hostname}`,
        code,
        hint: 'The network or the VPN of this machine is down.',
      }
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return { Kind: ConnectionError, message: `no way to ${target} (${code})`, code, hint: unreachable(url) }
    case 'UND_ERR_CONNECT_TIMEOUT':
      return timeoutFinding(url, false, 10) // fetch's own limit, which no setting of fetch changes
    case 'UND_ERR_HEADERS_TIMEOUT':
      return timeoutFinding(url, true, 300) // the same
    case 'UND_ERR_HEADERS_OVERFLOW':
      return {
        Kind: ConnectionError,
        message: `${target} answered with over 16 KiB of headers`,
        code: 'ERR_HEADERS_TOO_LARGE',
      }
  }
  if (message === 'bad port') return blockedPort(url)
  if (data !== undefined) return notHttp(url, message, data)
  if (isTlsCode(code)) return tlsFinding(url, code, message)
  return {
    Kind: RequestException,
    message: `no answer from ${target}: ${message}`,
    code: code || 'ERR_FETCH',
  }
}

function notHttp(url: URL, message: string, data: string): Finding {
  if (data.startsWith('\x15\x03')) {
    // The first bytes of a TLS alert.
    const hint = `Write https://${url.host} instead.`
    return {
      Kind: ConnectionError,
      message: `${targetOf(url)} speaks https, not http`,
      code: 'ERR_HTTPS_ONLY',
      hint,
    }
  }
  if (!message.includes('Expected HTTP/')) {
    return {
      Kind: ConnectionError,
      message: `${targetOf(url)} answered with broken HTTP: ${message}`,
      code: 'ERR_NOT_HTTP',
    }
  }
  const beginning = JSON.stringify(data.trim().slice(0, 60))
  return {
    Kind: ConnectionError,
    message: `port ${portOf(url)} of ${url.hostname} answered, but not HTTP: ${beginning}`,
    code: 'ERR_NOT_HTTP',
    hint: 'Another program listens there. Which port does your server print when it starts?',
  }
}

function blockedPort(url: URL): Finding {
  return {
    Kind: InvalidURL,
    message: `port ${portOf(url)} belongs to another protocol, and fetch does not call it`,
    code: 'ERR_BLOCKED_PORT',
    hint: 'Let the server listen on another port, 5000 for instance. No browser would call this one, either.',
  }
}

function refused(url: URL): string {
  const port = portOf(url)
  return isLoopback(url)
    ? `Nothing listens on port ${port} of this machine. Start the server (docker compose up, or npm start), or name its port.`
    : `The machine is up, but nothing listens on port ${port} from outside. Is the server running, on this port, and bound to 0.0.0.0 (not 127.0.0.1)?`
}

function closed(url: URL): string {
  if (url.protocol === 'https:') return 'Something listens there that does not speak https. Is it plain http?'
  return `If it runs in Docker, it must listen on 0.0.0.0 inside the container, on the published port: see docker compose logs. If it speaks https, write https://${url.host}.`
}

function unreachable(url: URL): string {
  return isLoopback(url)
    ? `Something holds port ${portOf(url)} of this machine, but accepts no connection: is the server stuck?`
    : `The machine is switched off, or a firewall drops port ${portOf(url)}.`
}
