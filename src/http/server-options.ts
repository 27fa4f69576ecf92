import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http'
import type { Express } from 'express'

/**
 * Options for `http.createServer` that make an app's own requests and responses. Express changes the prototype of each
 * that is of another kind, and V8 is slow with all that had its prototype changed, on Node 20 many times slower.
 */
export function serverOptionsFor(app: Express): ServerOptions {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  app.request = Object.setPrototypeOf(AppRequest.prototype, app.request)
  app.response = Object.setPrototypeOf(AppResponse.prototype, app.response)
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse } as ServerOptions
}
