import { isSecretHeader } from '../secrets.ts'

/**
 * A command for a POSIX shell that sends the same request. Credentials are left out: curl asks for the password, and
 * a token or a key is to be put into a variable.
 */
export function curlCommand({
  method,
  url,
  headers,
  body,
}: {
  method: string
  url: string
  headers: Headers
  body: Uint8Array | undefined
}): string {
  // Without -g, curl takes brackets and braces for several URLs.
  const glob = /[[\]{}]/.test(url) ? ' -g' : ''
  const parts = [`curl -i${glob}`]
  if (method === 'HEAD') parts[0] = `curl -I${glob}`
  else if (method !== (body === undefined ? 'GET' : 'POST')) parts.push(`-X ${method}`)
  for (const [name, value] of headers) {
    if (isSecretHeader(name)) parts.push(withoutSecret(name, value))
    else if (!impliedHeaders.has(name)) parts.push(`-H ${shellWord(`${name}: ${value}`)}`)
  }
  if (body !== undefined) parts.push(`--data-raw ${shellWord(new TextDecoder().decode(body))}`)
  return [...parts, shellWord(url)].join(' ')
}

/** What curl sends by itself, and what nobody should find in a terminal's history. */
const impliedHeaders = new Set(['accept', 'user-agent', 'cookie', 'connection'])

function withoutSecret(name: string, value: string): string {
  if (name !== 'authorization') return `-H "${name}: $${name.toUpperCase().replace(/\W/g, '_')}"`
  const scheme = /^(basic|bearer|token|apikey) /i.exec(value)?.[1]
  if (scheme?.toLowerCase() === 'basic') return '-u USER'
  return `-H "authorization: ${scheme === undefined ? '' : `${scheme} `}$CLIENT_TOKEN"`
}

/** A text as one word of a shell: in single quotes, where only a single quote needs to be escaped. */
function shellWord(text: string): string {
  return /^[\w./:@%=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
