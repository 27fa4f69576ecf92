import { ConnectionError } from '../errors.ts'
import { isLoopback, portOf, targetOf } from '../url.ts'
import type { Finding } from './finding.ts'

/** A connection that could not be made, or that broke before an answer; undefined for any other code. */
export function connectionFinding(url: URL, code: string): Finding | undefined {
  const target = targetOf(url)
  switch (code) {
    case 'ECONNREFUSED':
      return { Kind: ConnectionError, message: `connection refused by ${target}`, code, hint: refused(url) }
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET': {
      const message = `connection closed without an answer by ${target}`
      return { Kind: ConnectionError, message, code: 'ECONNRESET', hint: closed(url) }
    }
    case 'ENOTFOUND': {
      const hint =
        'Check the spelling; is the name complete (….vm.duke.edu)? On the campus network or its VPN?'
      return { Kind: ConnectionError, message: `no such host: ${url.hostname}`, code, hint }
    }
    case 'EAI_AGAIN': {
      const message = `cannot reach a DNS server to look up ${url.hostname}`
      return { Kind: ConnectionError, message, code, hint: 'The network or the VPN of this machine is down.' }
    }
    case 'EADDRNOTAVAIL':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT': {
      const hint = `Is the network or the VPN of this machine up? ${unreachable(url)}`
      return { Kind: ConnectionError, message: `no way to ${target} (${code})`, code, hint }
    }
    default:
      return undefined
  }
}

/** What to look at when packets to a target come to nothing. */
export function unreachable(url: URL): string {
  const port = portOf(url)
  if (!isLoopback(url)) return `The machine may be switched off, or a firewall may drop port ${port}.`
  return url.protocol === 'https:'
    ? `Does the server on port ${port} of this machine speak https at all?`
    : `Something holds port ${port} of this machine, but accepts no connection: is the server stuck?`
}

function refused(url: URL): string {
  const port = portOf(url)
  return isLoopback(url)
    ? `Nothing listens on port ${port} of this machine. Start the server (npm run dev, npm start or docker compose up), or name the port it has.`
    : `The machine is up, but nothing listens on port ${port} from outside. Is the server running, on this port, and bound to 0.0.0.0 (not 127.0.0.1)?`
}

function closed(url: URL): string {
  if (url.protocol === 'https:') return 'What listens there may not speak https, or crashed on the way.'
  const inDocker = 'In Docker, the server must listen on 0.0.0.0 inside its container, on the published port'
  return `${inDocker}: see docker compose logs. If it speaks https, write https://${url.host}.`
}
