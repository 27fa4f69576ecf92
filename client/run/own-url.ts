import { quote } from '../requests/quote.ts'
import { InvalidURL } from '../requests.ts'

/**
 * The URL of a path below the base URL. The path is made of what others have written: this is the one place that decides which
 * machine gets a request, and the credentials with it.
 *
 * @param path or a whole URL of the same machine
 * @throws {InvalidURL} if it would go to another scheme, host or port, or with a user's name in front
 */
export function ownUrl(baseUrl: string, path: string): string {
  const text = /^https?:/i.test(path) ? path : baseUrl + path
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOwn = url?.origin === new URL(baseUrl).origin && url.username === '' && url.password === ''
  if (isOwn) return text
  throw new InvalidURL(`${quote(path, 100)} leads to another machine than the one that is called`, {
    code: 'ERR_INVALID_URL',
  })
}
