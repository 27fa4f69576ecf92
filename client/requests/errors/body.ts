/** What can go wrong once the status and the headers are there. The errors carry the answer as far as it came. */
import type { Deadline } from '../deadline.ts'
import {
  BodyTooLarge,
  ConnectionError,
  ContentDecodingError,
  ReadTimeout,
  type RequestException,
} from '../errors.ts'
import type { Response } from '../response.ts'
import { targetOf } from '../url.ts'
import { reasonOf } from './finding.ts'

/** fetch's own limit for the silence between two pieces of a body. Source: undici's documentation of Client. */
const longestSilence = 300

/** zlib's and Brotli's complaints about what they are to decompress. */
const decompression = /^(Z_|ERR__?ERROR|ERR_BROTLI|ZSTD_)/

/** The error for a body that did not come to its end. */
export function bodyError(response: Response, deadline: Deadline, cause: unknown): RequestException {
  const { request, content, headers } = response
  const target = targetOf(new URL(request.url))
  const { code, message } = reasonOf(cause)
  const details = { request, response, cause }

  if (deadline.expired || code === 'UND_ERR_BODY_TIMEOUT') {
    const seconds = deadline.expired ? deadline.seconds : longestSilence
    return new ReadTimeout(`the answer from ${target} was not complete within ${seconds} s`, {
      code: 'ERR_READ_TIMEOUT',
      hint: `${content.length} bytes of the body came. Does the handler write on without ending its answer?`,
      ...details,
    })
  }
  if (decompression.test(code)) {
    const encoding = headers.get('content-encoding')
    const words = `the body from ${target} is not the ${encoding} that its Content-Encoding says (${message})`
    return new ContentDecodingError(words, { code: 'ERR_CONTENT_DECODING', ...details })
  }
  const promised = headers.get('content-length')
  const amount = promised === null ? `${content.length} bytes` : `${content.length} of ${promised} bytes`
  return new ConnectionError(`answer cut off by ${target} after ${amount}`, {
    code: 'ERR_ANSWER_CUT',
    hint: 'The process that answered crashed or was restarted: see the log of the server.',
    ...details,
  })
}

/** The error for a body beyond the caller's limit, of which the response holds no more than that. */
export function tooLargeError(response: Response, maxBytes: number): BodyTooLarge {
  const { request } = response
  const target = targetOf(new URL(request.url))
  const words = `the body from ${target} is longer than ${maxBytes} bytes`
  return new BodyTooLarge(words, { code: 'ERR_BODY_TOO_LARGE', request, response })
}
