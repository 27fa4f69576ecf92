/**
 * The Python library `requests` over Node's own fetch: the same names in camelCase, one `await` a call.
 *
 *     const r = await requests.post('http://localhost:5000/distance', { json: { a: [2, 4], b: [5, 6] } })
 *     console.log(r.statusCode, r.json())
 */
import type { RequestOptions } from './requests/options.ts'
import { Session } from './requests/session.ts'

export { basicAuth } from './requests/basic-auth.ts'
export { defaultTimeout } from './requests/deadline.ts'
export { isUnsendable } from './requests/errors/unsendable.ts'
export * from './requests/errors.ts'
export type { RequestOptions, SessionOptions, StopReading } from './requests/options.ts'
export type { Pairs } from './requests/pairs.ts'
export { Response } from './requests/response.ts'
export type { Auth } from './requests/url.ts'
export { Session }

type Url = string | URL

/** Each call stands alone; a `Session` keeps defaults and cookies between calls. */
export const requests = {
  request: (method: string, url: Url, options?: RequestOptions) =>
    new Session().request(method, url, options),
  get: (url: Url, options?: RequestOptions) => new Session().get(url, options),
  post: (url: Url, options?: RequestOptions) => new Session().post(url, options),
  put: (url: Url, options?: RequestOptions) => new Session().put(url, options),
  patch: (url: Url, options?: RequestOptions) => new Session().patch(url, options),
  delete: (url: Url, options?: RequestOptions) => new Session().delete(url, options),
  head: (url: Url, options?: RequestOptions) => new Session().head(url, options),
  options: (url: Url, options?: RequestOptions) => new Session().options(url, options),
}
