/** What the flags take that hold credentials. Their errors do not show what was typed. */
import { readFileSync } from 'node:fs'
import { keepBasic, keepHeader, keepSecret } from '../secrets.ts'

/** Headers that fetch writes by itself, or leaves out without a word. */
const ofFetch = /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i

/** Headers whose values are no secret. */
const plain = /^(accept|accept-encoding|accept-language|cache-control|content-type|if-.*|origin|user-agent)$/i

/**
 * A token, or `@` and the file that has it.
 *
 * @throws {Error} if it is none that a header can hold
 */
export function bearerToken(given: string): string {
  const token = given.startsWith('@') ? tokenIn(given.slice(1)) : given
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Error('takes the token alone, in ASCII without spaces, or @ and the file that has it')
  }
  keepHeader('authorization', `Bearer ${token}`)
  return token
}

function tokenIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Error(`cannot read the file behind the @ (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * `NAME:PASSWORD`; only the password may have colons.
 *
 * @throws {Error} if there is no colon, or a control character
 */
export function nameAndPassword(given: string): [name: string, password: string] {
  const [, name, password] = /^([^:]*):(.*)$/s.exec(given) ?? []
  // Source: RFC 7617, section 2.
  if (name === undefined || password === undefined || /\p{Cc}/u.test(given)) {
    throw new Error('takes NAME:PASSWORD, without control characters')
  }
  keepBasic(name, password)
  return [name, password]
}

/**
 * `NAME=VALUE`; only the value may have further `=`.
 *
 * @throws {Error} if there is no name or no value, or a character that HTTP cannot send
 */
export function apiKey(given: string): [name: string, value: string] {
  const [, name, value] =
    /^([^=]+)=([\x21-\x7e\x80-\xff](?:[\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)$/.exec(given) ?? []
  if (name === undefined || value === undefined) {
    throw new Error(
      "takes NAME=VALUE, where NAME is the document's, and VALUE of characters that HTTP can send",
    )
  }
  keepSecret(value)
  return [name, value]
}

/**
 * `Name: value`, as it stands in a request.
 *
 * @throws {Error} if it is no header, or one that cannot be chosen
 */
export function headerField(given: string): [name: string, value: string] {
  const [, name, value] =
    /^([\w-]+):[ \t]*([\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])[ \t]*$/.exec(given) ?? []
  if (name === undefined || value === undefined) {
    throw new Error("takes 'Name: value' as one word, in quotes, of characters that HTTP can send")
  }
  if (ofFetch.test(name)) throw new Error(`cannot set ${name}: it belongs to the connection`)
  if (!plain.test(name)) keepHeader(name, value)
  return [name, value]
}
