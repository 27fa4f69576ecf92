import { validateHeaderName } from 'node:http'
import type { Request } from 'express'
import type { Context } from './context.ts'
import { Problem } from './problem.ts'

/** Who may call a route: finds the user behind a request, for the handler, or refuses it with a 401 or 403. */
export type Guard<User> = {
  /** What the docs call the way to sign in; guards of one name share it. */
  name: string
  /** The way to sign in, as OpenAPI describes it (Security Scheme Object). */
  scheme: object
  /** @throws {Problem} if the request may not go on */
  admit(req: Request, context: Context): Promise<User>
}

/**
 * Gives the user, or anything falsy for nobody: undefined, the null of a database, the false of a comparison. What it throws
 * is a failure of the server, unless it is a `Problem`.
 */
type Found<User> = User | Nobody | Promise<User | Nobody>
type Nobody = undefined | null | false | 0 | ''

export type GuardOptions = {
  /** What the docs call it. Two ways to sign in need two names; unless set, `bearer`, `basic` or the key's header. */
  name?: string
  /** For the docs: where one gets a token, say. Markdown. */
  description?: string
}

/**
 * Lets in who sends `Authorization: Bearer TOKEN` with a token that `find` knows (RFC 6750). A user's `id`, if there is one,
 * stands in the log.
 *
 * @example
 * export const user = bearer(token => (sameSecret(token, process.env.API_TOKEN) ? { id: 'team' } : undefined))
 */
export function bearer<User>(
  find: (token: string, context: Context) => Found<User>,
  { name = 'bearer', ...options }: GuardOptions = {},
): Guard<User> {
  return {
    name,
    scheme: { type: 'http', scheme: 'bearer', ...options },
    async admit(req, context) {
      const token = credentials(req, 'bearer')
      return (token && (await find(token, context))) || refuse('Bearer', 'a bearer token that is')
    },
  }
}

/** Lets in who sends a name and a password (RFC 7617) that `find` knows. Without TLS everybody on the way can read both. */
export function basic<User>(
  find: (name: string, password: string, context: Context) => Found<User>,
  { name = 'basic', ...options }: GuardOptions = {},
): Guard<User> {
  return {
    name,
    scheme: { type: 'http', scheme: 'basic', ...options },
    async admit(req, context) {
      const pair = Buffer.from(credentials(req, 'basic') ?? '', 'base64').toString()
      const colon = pair.indexOf(':')
      const user = colon >= 0 && (await find(pair.slice(0, colon), pair.slice(colon + 1), context))
      return user || refuse('Basic realm="api", charset="UTF-8"', 'a name and a password that are')
    },
  }
}

/**
 * Lets in who sends a key that `find` knows, in the header of this name.
 * @throws {TypeError} if HTTP has no such name
 */
export function apiKey<User>(
  header: string,
  find: (key: string, context: Context) => Found<User>,
  { name = header, ...options }: GuardOptions = {},
): Guard<User> {
  validateHeaderName(header)
  return {
    name,
    scheme: { type: 'apiKey', in: 'header', name: header, ...options },
    async admit(req, context) {
      const key = req.get(header)
      return (key && (await find(key, context))) || refuse('ApiKey', `a key in the header ${header} that is`)
    },
  }
}

/**
 * Of those whom a guard lets in, only some; the others get a 403.
 *
 * @example
 * export const admin = only(user, ({ role }) => role === 'admin')
 *
 * @throws {TypeError} if `may` is no function
 */
export function only<User>(guard: Guard<User>, may: (user: User) => boolean): Guard<User> {
  if (typeof may !== 'function') throw new TypeError('only() takes a guard, and a function that says who may')
  return {
    ...guard,
    async admit(req, context) {
      const user = await guard.admit(req, context)
      if (may(user)) return user
      // For the log: whom it refuses here, it knows.
      if (req.res) req.res.locals.user = user
      throw new Problem(403, 'You may not do this.')
    },
  }
}

/** What stands behind the scheme's name in Authorization; undefined if another scheme does, or none. */
function credentials(req: Request, scheme: string): string | undefined {
  const [, name, value] = /^(\S+) +(\S+)$/.exec(req.get('authorization') ?? '') ?? []
  return name?.toLowerCase() === scheme ? value : undefined
}

/** The same words for whatever is wrong: which part of it is right is no one else's business. */
function refuse(challenge: string, wanted: string): never {
  throw new Problem(401, `This call wants ${wanted} known here.`, {
    headers: { 'WWW-Authenticate': challenge },
  })
}
