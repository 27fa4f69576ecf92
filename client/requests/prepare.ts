import { encodeBody } from './body.ts'
import { InvalidHeader, RequestException, type SentRequest } from './errors.ts'
import type { RequestOptions } from './options.ts'
import { parseUrl } from './url.ts'

type Prepared = Pick<RequestOptions, 'auth' | 'data' | 'headers' | 'json' | 'params'>

/**
 * What is sent for a call. The caller's Content-Type goes before the one that `json` or `data` would set, and `auth`
 * before a user name in the URL.
 *
 * @param defaults headers of the session
 * @throws InvalidURL, InvalidHeader or InvalidJSONError if it cannot be sent
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
  if (body?.contentType !== undefined && !headers.has('content-type'))
    headers.set('content-type', body.contentType)
  const auth = options.auth ?? urlAuth
  if (auth !== undefined)
    headers.set('authorization', `Basic ${Buffer.from(auth.join(':')).toString('base64')}`)

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

function mergeHeaders(defaults: Headers, own: Readonly<Record<string, string | null>>): Headers {
  const headers = new Headers(defaults)
  for (const [name, value] of Object.entries(own)) {
    try {
      if (value === null) headers.delete(name)
      else headers.set(name, value)
    } catch (cause) {
      throw new InvalidHeader(
        `not a header: ${JSON.stringify(name)} with the value ${JSON.stringify(value)}`,
        {
          code: 'ERR_INVALID_HEADER',
          hint: 'Header names are ASCII; values have no line breaks and no characters beyond Latin-1.',
          cause,
        },
      )
    }
  }
  return headers
}
