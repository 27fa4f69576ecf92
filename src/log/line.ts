import { escaped } from './escaped.ts'

/** A write to a pipe is atomic up to this many bytes (Linux PIPE_BUF), so shorter ones never interleave between processes. */
export const longestWrite = 4096

/** Shortens the strings, lists and objects in a log line until the line, its newline included, is under 4,096 bytes. */
export function fitLine(line: string): string {
  if (line.length * 3 < longestWrite || Buffer.byteLength(line) < longestWrite) return line
  const entry: unknown = JSON.parse(line)
  for (let room = 1024; room >= 8; room /= 2) {
    const clipped = JSON.stringify(entry, (key, value) => (key === '' ? value : clip(value, room)))
    const shorter = escaped(`${clipped}\n`)
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
