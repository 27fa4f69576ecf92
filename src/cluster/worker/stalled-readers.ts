import type { ServerResponse } from 'node:http'
import type { Present } from './present.ts'

/** Milliseconds between two looks. */
const interval = 500

/**
 * Drops clients that have taken nothing of their answer for so many milliseconds: Node would wait for ever, with the answer
 * in memory. A download that makes progress, however slow, is left alone, and so is an answer that is still being made.
 *
 * Node's own socket timeout knows progress from none, but also ends answers that take long to make; so a socket has one
 * only while something waits to be read. It takes the timeout's double to be sure, hence the half.
 */
export function dropStalledReaders(answering: Present<ServerResponse>, timeout: number): void {
  if (timeout === 0) return
  const half = Math.ceil(timeout / 2)

  function tick(): void {
    for (const { socket } of answering.items()) {
      const isWaiting = (socket?.writableLength ?? 0) > 0
      if (isWaiting && !socket?.timeout) socket?.setTimeout(half)
      else if (!isWaiting && socket?.timeout === half) socket.setTimeout(0)
    }
  }
  setInterval(tick, Math.min(interval, half / 2))
}
