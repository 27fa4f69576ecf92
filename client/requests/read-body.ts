import type { ReadableStream } from 'node:stream/web'
import type { Deadline } from './deadline.ts'
import { bodyError, tooLargeError } from './errors/body.ts'
import type { Response } from './response.ts'

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
  if (received.length() <= limits.maxBytes) return answerWith(received.bytes())
  throw tooLargeError(answerWith(received.bytes().subarray(0, limits.maxBytes)), limits.maxBytes)
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
