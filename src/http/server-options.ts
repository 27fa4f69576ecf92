import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http'
import type { Express } from 'express'

/**
 * Options for `http.createServer`, by which it makes requests and responses of the app's own classes. Express changes the
 * prototype of each one of another class, and V8 is slow with objects whose prototype has changed: on Node 20, many times
 * as slow.
 */
export function serverOptionsFor(app: Express): ServerOptions {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  app.request = Object.setPrototypeOf(AppRequest.prototype, app.request)
  app.response = Object.setPrototypeOf(AppResponse.prototype, app.response)
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse } as ServerOptions
}
