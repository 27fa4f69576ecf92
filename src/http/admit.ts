import type { RequestHandler } from 'express'
import { Context } from './context.ts'
import type { Guard } from './guard.ts'

/**
 * Puts a guard before an ordinary router, as `guard` does before an entry of the table. The user is in `res.locals.user`.
 *
 * @example
 * app.use('/photos', admit(user), photos)
 */
export function admit(guard: Guard<unknown>): RequestHandler {
  return async function admit(req, res, next) {
    res.locals.user = await guard.admit(req, new Context(res))
    next()
  }
}
