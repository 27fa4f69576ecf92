/** A command for a POSIX shell that sends the same request. Credentials are left out: curl asks for the password. */
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
  const parts = ['curl -i']
  if (method === 'HEAD') parts[0] = 'curl -I'
  else if (method !== (body === undefined ? 'GET' : 'POST')) parts.push(`-X ${method}`)
  if (headers.has('authorization')) parts.push('-u USER')
  for (const [name, value] of headers) {
    if (!impliedHeaders.has(name)) parts.push(`-H ${shellWord(`${name}: ${value}`)}`)
  }
  if (body !== undefined) parts.push(`--data-raw ${shellWord(new TextDecoder().decode(body))}`)
  return [...parts, shellWord(url)].join(' ')
}

/** What curl sends by itself, and what nobody should find in a terminal's history. */
const impliedHeaders = new Set(['accept', 'user-agent', 'authorization', 'cookie', 'connection'])

/** A text as one word of a shell: in single quotes, where only a single quote needs to be escaped. */
function shellWord(text: string): string {
  return /^[\w./:@%=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
