import type { ReadableStream, ReadableStreamDefaultReader } from 'node:stream/web'
import type { Deadline } from './deadline.ts'
import { bodyError, tooLargeError } from './errors/body.ts'
import type { Response } from './response.ts'

interface Limits {
  deadline: Deadline
  maxBytes: number
  /** Seconds after which a body that goes on is left; undefined for never. */
  patience: number | undefined
}

/**
 * Reads a body to its end, or to a limit; an error carries the answer as far as it had come.
 *
 * @param answerWith makes the response out of the bytes; `complete` says whether these are all
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  { deadline, maxBytes, patience }: Limits,
  answerWith: (content: Uint8Array, complete: boolean) => Response,
): Promise<Response> {
  if (body === null) return answerWith(new Uint8Array(0), true)
  const received = growingBuffer()
  const reader = body.getReader()
  const leaving = leaveAfter(patience, reader)
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      received.add(next.value)
      if (received.length() > maxBytes) break
    }
  } catch (cause) {
    // Its patience was longer than what was left of the call's time.
    if (patience !== undefined && deadline.expired) return answerWith(received.bytes(), false)
    throw bodyError(answerWith(received.bytes(), false), deadline, cause)
  } finally {
    leaving.over()
  }
  if (received.length() <= maxBytes) return answerWith(received.bytes(), !leaving.hasLeft())
  await reader.cancel()
  throw tooLargeError(answerWith(received.bytes().subarray(0, maxBytes), false), maxBytes)
}

/** Ends the reading, and with it the connection, when the time is up. */
function leaveAfter(seconds: number | undefined, reader: ReadableStreamDefaultReader<Uint8Array>) {
  let left = false
  const leave = () => {
    left = true
    reader.cancel().catch(() => {}) // then it broke off by itself
  }
  const timer = seconds === undefined ? undefined : setTimeout(leave, seconds * 1000)
  return { hasLeft: () => left, over: () => clearTimeout(timer) }
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
