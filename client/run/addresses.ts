import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { transportError } from '../requests/errors/transport.ts'
import { machineOf } from '../requests/url.ts'
import type { RequestException } from '../requests.ts'

/**
 * The addresses of the machine of a URL, none of them in brackets.
 *
 * @param timeout seconds to wait for a name
 * @throws {RequestException} if the name has none, or none in time: what a call would end in
 */
export async function addressesOf(url: URL, timeout: number): Promise<string[]> {
  const name = machineOf(url)
  if (isIP(name) !== 0) return [name]
  // Source: RFC 6761, section 6.3. Not every resolver knows.
  if (/(^|\.)localhost\.?$/.test(name)) return ['127.0.0.1', '::1']
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), timeout * 1000)
  })
  const looking = lookup(name, { all: true }).catch((error: unknown) => {
    throw nameError(url, error)
  })
  try {
    const found = await Promise.race([looking, late])
    if (found === undefined) throw nameError(url, undefined, timeout)
    return found.map(({ address }) => address)
  } finally {
    clearTimeout(timer)
    looking.catch(() => {}) // too late to be told
  }
}

function nameError(url: URL, cause: unknown, timedOutAfter?: number): RequestException {
  const request = { method: 'GET', url: url.href, headers: new Headers(), body: undefined }
  return transportError({ request, cause, sent: false, timedOutAfter })
}
