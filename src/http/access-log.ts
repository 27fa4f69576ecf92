import cluster from 'node:cluster'
import type { RequestHandler } from 'express'
import { requestLog } from '../log.ts'
import { requestEnded, requestStarted } from './metrics.ts'
import { requestId } from './request-id.ts'
import { routePattern } from './route-pattern.ts'

/** nginx's status for a connection that closed before its answer was out, whatever status was on its way. */
const hungUp = 499

/**
 * Gives every request its id, and reports it once it is over: one line in the log (unless ACCESS_LOG is 0) and one count in
 * the metrics.
 */
export function accessLog(): RequestHandler {
  const logged = process.env.ACCESS_LOG !== '0'
  const worker = cluster.worker?.id

  return function accessLog(req, res, next) {
    const start = performance.now()
    const { method, path } = req
    req.id = requestId(req)
    requestStarted()

    res.on('close', () => {
      const ms = performance.now() - start
      const route: string | undefined = res.locals.route ?? routePattern(req)
      const status = res.writableFinished ? res.statusCode : hungUp
      requestEnded(method, status, ms / 1000, route)
      const user = userIdOf(res.locals.user)
      if (logged)
        requestLog.info({
          worker,
          id: req.id,
          user,
          method,
          path,
          route,
          status,
          ms: Math.round(ms * 100) / 100,
        })
    })
    next()
  }
}

/** A user's id, where the guard that let the user in gives one. */
function userIdOf(user: unknown): string | number | undefined {
  const { id } = (user ?? {}) as { id?: unknown }
  return typeof id === 'string' || typeof id === 'number' ? id : undefined
}
