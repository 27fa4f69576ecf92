import { type Logger, pino } from 'pino'
import { redactHeaders } from './redaction.ts'

/** A write to a pipe is atomic up to this many bytes (Linux PIPE_BUF), so shorter ones never interleave between processes. */
const longestWrite = 4096

const stdout = pino.destination({ fd: 1, sync: true })
const waiting = { lines: '', bytes: 0 }
process.on('exit', flush)

/**
 * The program's log: one JSON object a line on stdout, each written whole and at once.
 *
 * It writes synchronously, so that the last lines of a worker that is about to die are not lost. It leaves out the headers
 * that prove who somebody is, wherever they occur.
 * LOG_LEVEL (trace, debug, info, warn, error, fatal or silent) sets how much; `info` unless set.
 */
export const log: Logger = createLog(line => {
  flush()
  stdout.write(line)
})

/**
 * The same log for a line about each request. Those of one turn of the event loop leave together before it waits again:
 * under load a write costs more than making its line.
 */
export const requestLog: Logger = createLog(line => {
  const bytes = Buffer.byteLength(line)
  if (waiting.bytes + bytes > longestWrite) flush()
  if (waiting.bytes === 0) setImmediate(flush)
  waiting.lines += line
  waiting.bytes += bytes
})

function flush(): void {
  if (waiting.bytes > 0) stdout.write(waiting.lines)
  waiting.lines = ''
  waiting.bytes = 0
}

function createLog(write: (line: string) => void): Logger {
  return pino(
    {
      level: isLevel(process.env.LOG_LEVEL) ? process.env.LOG_LEVEL : 'info',
      base: { pid: process.pid },
      timestamp: isoTime(),
      formatters: { level: label => ({ level: label }) },
    },
    { write: line => write(fitLine(redactHeaders(line))) },
  )
}

/** The time in ISO 8601, made anew once a millisecond: a busy worker writes many lines in one. */
function isoTime(): () => string {
  let lastTime = 0
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== lastTime) text = `,"time":"${new Date(now).toISOString()}"`
    lastTime = now
    return text
  }
}

function isLevel(name: string | undefined): name is string {
  return name !== undefined && (name === 'silent' || name in pino.levels.values)
}

/** Shortens the strings, lists and objects in a log line until the line, its newline included, is under 4,096 bytes. */
export function fitLine(line: string): string {
  if (line.length * 3 < longestWrite || Buffer.byteLength(line) < longestWrite) return line
  const entry: unknown = JSON.parse(line)
  for (let room = 1024; room >= 8; room /= 2) {
    const shorter = `${JSON.stringify(entry, (key, value) => (key === '' ? value : clip(value, room)))}\n`
    if (Buffer.byteLength(shorter) < longestWrite) return shorter
  }
  return `${JSON.stringify({ level: 'warn', msg: 'a log line had too many fields to be written' })}\n`
}

function clip(value: unknown, room: number): unknown {
  if (typeof value === 'string') return value.length > room ? `${value.slice(0, room)}…` : value
  if (typeof value !== 'object' || value === null) return value
  const items = Math.ceil(room / 16)
  if (Array.isArray(value)) return value.slice(0, items)
  return Object.fromEntries(Object.entries(value).slice(0, items))
}
