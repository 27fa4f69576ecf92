import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import express, { type Express } from 'express'
import helmet from 'helmet'
import { accessLog } from './access-log.ts'
import { notCached } from './caching.ts'
import { sendWithEveryAnswer } from './default-headers.ts'
import { trustProxies } from './trusted-proxies.ts'

/**
 * An Express app with what every service wants before its first route: request ids, an access log, metrics, security
 * headers, and answers that no cache keeps unless they say so.
 *
 * FORWARDED_ALLOW_IPS (addresses or networks with commas between them, `unix`, or `*`) names the proxies whose
 * X-Forwarded-* headers count; without it none do.
 *
 * @throws {Error} if FORWARDED_ALLOW_IPS holds something else.
 */
export function createApp(): Express {
  const app = express()
  app.disable('x-powered-by')
  // A hash of every answer costs more than most answers. A route that wants an ETag can set its own.
  app.disable('etag')
  // In an app without answerProblems() Express answers errors itself, and shows stacks unless this says production.
  app.set('env', 'production')
  trustProxies(app, process.env.FORWARDED_ALLOW_IPS ?? '')
  sendWithEveryAnswer(app.response, { ...securityHeaders(), 'cache-control': notCached })
  app.use(accessLog())
  return app
}

/**
 * helmet's headers, which are the same for every answer, without the two by which a browser would ask for https: on a
 * plain HTTP service the page would stay blank.
 */
function securityHeaders(): Record<string, string> {
  const setHeaders = helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  })
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  setHeaders(response.req, response, () => {})
  return response.getHeaders() as Record<string, string>
}
