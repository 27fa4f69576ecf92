import type { Answer, Result } from '../call.ts'

const noHeaders = new Headers()

/** A result without the most of its answer, which has been reported: of hundreds, each may be a megabyte. */
export function reported({ answer, ...result }: Result): Result {
  return answer === undefined ? result : { ...result, answer: withoutContent(answer) }
}

/** The worker that answered is counted at the end. */
function withoutContent({ status, reason, headers, request: { method, url } }: Answer): Answer {
  const worker = headers.get('x-served-by')
  return {
    status,
    reason,
    headers: worker === null ? noHeaders : new Headers({ 'x-served-by': worker }),
    body: '',
    request: { method, url, headers: noHeaders, body: undefined },
  }
}
