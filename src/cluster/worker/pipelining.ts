import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'

/** Requests of one connection that may wait before no more of them are read. */
const mostWaiting = 100

const waiting = new WeakMap<Socket, number>()

/** Whether requests of a connection wait for the answer to an earlier one. */
export function hasWaiting(socket: Socket): boolean {
  return countOf(socket) > 0
}

/**
 * Hands on the requests of one connection one after the other: the next one when the answer to the one before is out, and
 * none when the connection is gone by then.
 *
 * Node hands on all that a client sends ahead (RFC 9112, 9.3.2), and says nothing when their connection ends before their
 * turn: a file that such an answer was to send would stay open for ever.
 */
export function oneAtATime(handle: RequestListener): RequestListener {
  return (request, response) => {
    // Node gives an answer the socket when its turn has come.
    if (response.socket) {
      handle(request, response)
      return
    }
    const { socket } = request
    waiting.set(socket, countOf(socket) + 1)
    // Not at once: Node resumes a socket when it has read a request to its end.
    setImmediate(pauseOrResume, socket)
    response.once('socket', () => {
      waiting.set(socket, countOf(socket) - 1)
      pauseOrResume(socket)
      process.nextTick(handle, request, response)
    })
  }
}

function countOf(socket: Socket): number {
  return waiting.get(socket) ?? 0
}

function pauseOrResume(socket: Socket): void {
  if (countOf(socket) > mostWaiting) socket.pause()
  else socket.resume()
}
