import { basicAuth } from './basic-auth.ts'
import { encodeBody } from './body.ts'
import { RequestException, type SentRequest } from './errors.ts'
import { mergeHeaders } from './headers.ts'
import type { RequestOptions } from './options.ts'
import { parseUrl } from './url.ts'

type Prepared = Pick<RequestOptions, 'auth' | 'data' | 'headers' | 'json' | 'params'>

/**
 * What is sent for a call. The caller's Content-Type goes before the one that `json` or `data` would set, and `auth`
 * before a user name in the URL.
 *
 * @param defaults headers of the session
 * @throws {InvalidURL} if the URL cannot be called
 * @throws {InvalidHeader} if a header holds what no header may hold
 * @throws {InvalidJSONError} if `json` cannot be written as JSON
 * @throws {RequestException} if a GET or HEAD has a body
 */
export function prepareRequest(
  method: string,
  url: string,
  defaults: Headers,
  options: Prepared,
): SentRequest {
  const { url: target, auth: urlAuth } = parseUrl(url, options.params)
  const body = encodeBody(options.data, options.json)
  const headers = mergeHeaders(defaults, options.headers ?? {})
  headers.delete('content-length') // fetch counts for itself, and hangs if it is told another number
  if (body?.contentType !== undefined && !headers.has('content-type')) {
    headers.set('content-type', body.contentType)
  }
  const auth = options.auth ?? urlAuth
  if (auth !== undefined) headers.set('authorization', basicAuth(auth))

  const request: SentRequest = { method: method.toUpperCase(), url: target.href, headers, body: body?.bytes }
  if (body !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
    throw new RequestException(`a ${request.method} cannot carry a body: fetch does not send it`, {
      code: 'ERR_BODY_NOT_ALLOWED',
      hint: 'Give the values as params, or call with POST.',
      request,
    })
  }
  return request
}
