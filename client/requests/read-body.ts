import type { ReadableStream } from 'node:stream/web'
import type { Deadline } from './deadline.ts'
import { BodyTooLarge, ConnectionError, ContentDecodingError, ReadTimeout } from './errors.ts'
import { reasonOf } from './finding.ts'
import type { Response } from './response.ts'
import { targetOf } from './url.ts'

interface Limits {
  deadline: Deadline
  maxBytes: number
}

/**
 * Reads a body to its end, or to a limit; an error carries the answer as far as it had come.
 *
 * @param answerWith makes the response out of the bytes
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  limits: Limits,
  answerWith: (content: Uint8Array) => Response,
): Promise<Response> {
  const received = growingBuffer()
  try {
    for await (const chunk of body ?? []) {
      received.add(chunk)
      if (received.length() > limits.maxBytes) break
    }
  } catch (cause) {
    throw bodyError(answerWith(received.bytes()), limits.deadline, cause)
  }
  if (received.length() > limits.maxBytes) throw tooLarge(answerWith(received.bytes()), limits.maxBytes)
  return answerWith(received.bytes())
}

/** Joins chunks as they come, so that a body in a million chunks takes no more room than its bytes. */
function growingBuffer() {
  let buffer = new Uint8Array(0)
  let length = 0
  return {
    add(chunk: Uint8Array) {
      if (length + chunk.length > buffer.length) {
        const larger = new Uint8Array(Math.max(2 * buffer.length, length + chunk.length))
        larger.set(buffer.subarray(0, length))
        buffer = larger
      }
      buffer.set(chunk, length)
      length += chunk.length
    },
    length: () => length,
    bytes: () => buffer.subarray(0, length),
  }
}

function bodyError(response: Response, deadline: Deadline, cause: unknown) {
  const { request, content, headers } = response
  const target = targetOf(new URL(request.url))
  const { code, message } = reasonOf(cause)
  if (deadline.expired) {
    return new ReadTimeout(`the answer from ${target} was not complete within ${deadline.seconds} s`, {
      code: 'ERR_READ_TIMEOUT',
      hint: `${content.length} bytes of the body came. Does the handler write on without ever ending its answer?`,
      request,
      response,
      cause,
    })
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) {
    const encoding = headers.get('content-encoding')
    const words = `the body from ${target} is not the ${encoding} that its Content-Encoding says: ${message}`
    return new ContentDecodingError(words, { code: 'ERR_CONTENT_DECODING', request, response, cause })
  }
  const promised = headers.get('content-length')
  const amount = promised === null ? `${content.length} bytes` : `${content.length} of ${promised} bytes`
  return new ConnectionError(`answer cut off by ${target} after ${amount}`, {
    code: 'ERR_ANSWER_CUT',
    hint: 'The process that answered crashed or was restarted: see the log of the server.',
    request,
    response,
    cause,
  })
}

function tooLarge(response: Response, maxBytes: number): BodyTooLarge {
  const { request } = response
  return new BodyTooLarge(
    `the body from ${targetOf(new URL(request.url))} is longer than ${maxBytes} bytes`,
    {
      code: 'ERR_BODY_TOO_LARGE',
      request,
      response,
    },
  )
}
