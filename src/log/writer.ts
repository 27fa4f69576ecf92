import { writeSync } from 'node:fs'
import { longestWrite } from './line.ts'

/** Bytes that are kept until they can be written. Of more, the newest are lost: the oldest say how it began. */
const mostKept = 4 * 1024 * 1024

/** Milliseconds until a write is tried again: while somebody reads, and at most. */
const soonest = 5
const latest = 250

/** Milliseconds for which the end of the process waits for a reader that takes nothing. One that is only slow gets it all. */
const patience = 500

const newline = 0x0a

export type Writer = {
  /** Writes a line at once, unless it would have to wait. */
  write(line: string): void
  /** Writes a line with the others of this turn of the event loop: under load a write costs more than making its line. */
  writeSoon(line: string): void
  /** How many lines were lost. */
  lost(): number
  /** Writes what is left, for a process that ends. */
  finish(): void
}

/**
 * Writes lines of less than 4,096 bytes each to a file descriptor; it never throws, nor waits for a descriptor that does not
 * wait itself. While nobody reads, or the disk is full, up to 4 MiB is kept, and what comes then is counted and lost.
 *
 * Of pino's own destinations, the synchronous one waits for as long as nobody reads, and throws when the disk is full. The
 * other leaves lines behind in a process that hangs, and when a write waits, it holds one of Node's four threads, and the end
 * of the process (sonic-boom 4.2.1).
 *
 * @param onLost says in the log how many lines are missing, where it goes on.
 */
export function createWriter(fd: number, onLost: (lines: number) => void): Writer {
  const kept: Buffer[] = []
  let keptBytes = 0
  let together = ''
  let togetherBytes = 0
  let lost = 0
  let unsaid = 0
  let isFull = false
  let isCut = false
  let delay = soonest
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    if (togetherBytes === 0) return
    const piece = Buffer.from(together)
    together = ''
    togetherBytes = 0
    put(piece)
  }

  function put(piece: Buffer): void {
    const rest = kept.length === 0 ? send(piece) : piece
    if (rest.length > 0) keep(rest)
  }

  /** @returns what is left of it, and to be tried again. */
  function send(piece: Buffer): Buffer {
    const whole = isCut ? Buffer.concat([Buffer.of(newline), piece]) : piece
    let written = 0
    try {
      while (written < whole.length) written += writeSync(fd, whole, written)
      isCut = false
      return whole.subarray(written)
    } catch (error) {
      // A pipe takes all of a piece or nothing; what is left for a terminal goes where it left off.
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return whole.subarray(written)
      // Another process may write to the file before this one can, so a line that was cut begins again, in a line of its own.
      isCut = true
      return written === 0 ? piece : whole.subarray(whole.lastIndexOf(newline, written - 1) + 1)
    }
  }

  function keep(piece: Buffer): void {
    isFull ||= keptBytes + piece.length > mostKept
    if (isFull) {
      const lines = piece.filter(byte => byte === newline).length
      lost += lines
      unsaid += lines
      return
    }
    kept.push(piece)
    keptBytes += piece.length
    tryLater()
  }

  function tryLater(): void {
    if (timer === undefined) timer = setTimeout(tryAgain, delay).unref()
  }

  function tryAgain(): void {
    timer = undefined
    const before = keptBytes
    sendKept()
    delay = keptBytes < before ? soonest : Math.min(delay * 2, latest)
    if (kept.length > 0) tryLater()
  }

  function sendKept(): void {
    let sent = 0
    for (const piece of kept) {
      const rest = send(piece)
      keptBytes += rest.length - piece.length
      if (rest.length > 0) {
        kept[sent] = rest
        break
      }
      sent += 1
    }
    // All at once: of tens of thousands, taking out the first moves all others.
    kept.splice(0, sent)
    // Not at each line that has room: half of the log would be about what was lost.
    if (keptBytes <= mostKept / 2) isFull = false
    if (!isFull && unsaid > 0) sayLost()
  }

  function sayLost(): void {
    const lines = unsaid
    unsaid = 0
    onLost(lines)
  }

  return {
    write(line) {
      flush()
      put(Buffer.from(line))
    },
    writeSoon(line) {
      const bytes = Buffer.byteLength(line)
      if (togetherBytes + bytes > longestWrite) flush()
      if (togetherBytes === 0) setImmediate(flush)
      together += line
      togetherBytes += bytes
    },
    lost: () => lost,
    finish() {
      flush()
      sendKept()
      for (let waited = 0; kept.length > 0 && !isCut && waited < patience; waited += soonest) {
        const before = keptBytes
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, soonest)
        sendKept()
        if (keptBytes < before) waited = 0
      }
    },
  }
}
