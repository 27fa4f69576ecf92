/**
 * What must not be printed: the credentials of the command line and of the hosts. They are kept for the whole program, as
 * whatever prints them, a server's own answer included, goes through hidden() or hiddenIn().
 */
import { isObject } from './untrusted.ts'

/** A shorter text is left as it is where an answer has it: it stands for other things, too, and hiding it hides nothing. */
const shortest = 4

const texts = new Set<string>()

/** The longest first. Sorted when a text has come, and not for each of the thousands that are printed. */
let sorted: string[] = []
const headerNames = new Set(['authorization', 'proxy-authorization'])

/** Keeps a text from being printed, in the spellings that JSON, URLs and HTML have for it. */
export function keepSecret(text: string): void {
  if (text.length < shortest) return
  const json = JSON.stringify(text).slice(1, -1)
  const html = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  for (const spelling of [text, json, JSON.stringify(json).slice(1, -1), html, percentEncoded(text)])
    texts.add(spelling)
}

/** Keeps a user name and a password, and what HTTP makes of them. */
export function keepBasic(user: string, password: string): void {
  // Some services take a key as the name, and no password.
  keepSecret(password === '' ? user : password)
  keepSecret(Buffer.from(`${user}:${password}`).toString('base64').replace(/=+$/, ''))
}

/** Keeps the value of a header, with the token in it, from being printed. */
export function keepHeader(name: string, value: string): void {
  headerNames.add(name.toLowerCase())
  keepSecret(value)
  const [, scheme = '', credentials = ''] = /^(\S+)\s+(.*)$/.exec(value) ?? []
  keepSecret(credentials)
  if (scheme.toLowerCase() === 'basic') {
    const [, user = '', password = ''] =
      /^(.*?):(.*)$/s.exec(Buffer.from(credentials, 'base64').toString()) ?? []
    keepBasic(user, password)
  }
}

/** Keeps the credentials in a host as it is typed: `user:password@host`. */
export function keepUserinfo(host: string): void {
  const [before = ''] = /^\W*(?:[a-z]+:\/\/)?/i.exec(host) ?? []
  const address = host.slice(before.length)
  // What begins with a host and a slash has its @ in the path.
  if (/^[^/:]*(?::\d+)?\//.test(address)) return
  const userinfo = address.slice(0, Math.max(address.lastIndexOf('@'), 0))
  if (userinfo === '') return
  texts.add(`${userinfo}@`)
  const [user = '', ...password] = userinfo.split(':')
  keepBasic(user, password.join(':'))
}

/** The same for every word of a text that has a password in front of a host, in whatever place it was written. */
export function keepLogins(text: string): void {
  if (!text.includes('@')) return
  for (const word of text.split(/[\s,;|"']+/)) {
    const login = word.slice(0, Math.max(word.lastIndexOf('@'), 0)).replace(/^[a-z]+:\/\//i, '')
    if (login.includes(':') && !/^mailto:/i.test(login)) keepUserinfo(word)
  }
}

export function isSecretHeader(name: string): boolean {
  return headerNames.has(name.toLowerCase())
}

/** The text with `…` for every secret in it, and for the beginning of one that was cut short by a `…`. */
export function hidden(text: string): string {
  if (sorted.length !== texts.size) sorted = [...texts].sort((a, b) => b.length - a.length)
  const whole = sorted.reduce((shown, secret) => shown.replaceAll(secret, '…'), text)
  return whole.includes('…') ? sorted.reduce(withoutBeginning, whole) : whole
}

function withoutBeginning(text: string, secret: string): string {
  const pieces = text.split('…')
  const last = pieces.pop() ?? ''
  return [...pieces.map(piece => piece.slice(0, piece.length - lengthOfBeginning(piece, secret))), last].join(
    '…',
  )
}

/** How many characters at the end of a piece are the beginning of a secret. */
function lengthOfBeginning(piece: string, secret: string): number {
  const end = piece.slice(-secret.length)
  const beginning = secret.slice(0, shortest)
  for (let at = end.indexOf(beginning); at >= 0; at = end.indexOf(beginning, at + 1)) {
    if (secret.startsWith(end.slice(at))) return end.length - at
  }
  return 0
}

/** The same for every text within a value, which stays JSON: a number that has a secret in it becomes a text. */
export function hiddenIn(value: unknown): unknown {
  if (typeof value === 'string') return hidden(value)
  if (typeof value === 'number')
    return hidden(String(value)) === String(value) ? value : hidden(String(value))
  if (Array.isArray(value)) return value.map(hiddenIn)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [hidden(key), hiddenIn(inner)]))
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
}
