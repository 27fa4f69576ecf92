import { Response, type ResponseInit } from '../../../client/requests/response.ts'

/** An answer that no server gave: an empty 200 to a GET of http://host.example/, but for what is said here. */
export function madeUpResponse(parts: Partial<ResponseInit>): Response {
  return new Response({
    request: { method: 'GET', url: 'http://host.example/', headers: new Headers(), body: undefined },
    statusCode: 200,
    reason: 'OK',
    headers: new Headers(),
    content: new Uint8Array(0),
    complete: true,
    elapsed: 0,
    redirected: false,
    ...parts,
  })
}
