import type { Call, Result } from '../../../client/call.ts'

/** A right answer, but for what is given. */
export function result(
  call: Partial<Call>,
  rest: Partial<Result> = {},
  [status, reason, body] = [200, 'OK', '{}'] as [number, string, string],
): Result {
  const { method = 'GET', path = '/' } = call
  const request = { method, url: `http://vcm-1:5000${path}`, headers: new Headers(), body: undefined }
  const answer = { status, reason, headers: new Headers(), body, request }
  return {
    call: { name: `${method} ${path}`, method, path, ...call },
    verdict: 'ok',
    word: 'ok',
    problems: [],
    ms: 7,
    answer,
    ...rest,
  }
}

/** The same from a worker that the server names. */
export function from(worker: string, rest: Partial<Result> = {}): Result {
  const each = result({ path: '/' }, rest)
  each.answer?.headers.set('x-served-by', worker)
  return each
}
