import type { Socket } from 'node:net'
import type { Express, RequestHandler } from 'express'

/** What a caller on a Unix socket has for an address, as it has none. */
const unix = 'unix'

const accepted =
  'takes addresses (10.0.0.7), networks (10.0.0.0/8), unix for a proxy that connects to a Unix socket, or * for everybody, ' +
  'with commas between them'

/**
 * Has the `X-Forwarded-*` headers of these proxies count, in `req.ip`, `req.protocol` and `req.host`; those of others do not.
 *
 * @param list addresses or networks with commas between them, `unix` for whoever connects to a Unix socket, or `*` for everybody
 * @throws {Error} if it holds something else; it has the exit code 1, as a wrong setting of the server has.
 */
export function trustProxies(app: Express, list: string): void {
  const words = list
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')
  try {
    app.set('trust proxy', words.includes('*') || words.filter(word => word !== unix))
  } catch (error) {
    const message = `FORWARDED_ALLOW_IPS=${list}: ${(error as Error).message}. It ${accepted}.`
    throw Object.assign(new Error(message), { exitCode: 1 })
  }
  if (!words.includes(unix) || words.includes('*')) return

  const isTrusted: (address: string, hop: number) => boolean = app.get('trust proxy fn')
  // Only the caller itself, and no name that a header gives to somebody further away.
  app.set('trust proxy', (address: string, hop: number) =>
    hop === 0 && address === unix ? true : isTrusted(address, hop),
  )
  app.use(nameUnixCallers)
}

/**
 * Gives a caller on a Unix socket its address, for as long as the connection's object lives. That it has none does not tell it:
 * whoever has hung up has none any more, over TCP as well, and could forge what it likes.
 */
const nameUnixCallers: RequestHandler = (req, _res, next) => {
  if (isOnUnixSocket(req.socket)) Object.defineProperty(req.socket, 'remoteAddress', { value: unix })
  next()
}

/** A TCP connection keeps its local address until it is destroyed. */
function isOnUnixSocket({ destroyed, remoteAddress, localAddress }: Socket): boolean {
  return !destroyed && remoteAddress === undefined && localAddress === undefined
}
