import type { Answer, Call, Expectation } from '../../../client/call.ts'

/** An answer as it comes from a server. @param request what was sent for it, if it matters */
export function answerOf(
  status: number,
  body = '',
  headers: Record<string, string> = {},
  request: Partial<Answer['request']> = {},
): Answer {
  const sent = { method: 'GET', url: 'http://h/a', headers: new Headers(), body: undefined }
  return { status, reason: 'Words', headers: new Headers(headers), body, request: { ...sent, ...request } }
}

/** The call of GET /a that expects this. */
export function callOf(expect?: Expectation): Call {
  return { name: 'GET /a', method: 'GET', path: '/a', ...(expect && { expect }) }
}
