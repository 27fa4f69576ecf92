import { printable } from '../printable.ts'

/**
 * The same line of JSON with what would steer a terminal as `\u009b`: DEL, C1 controls, Unicode's own line ends and marks of
 * direction, which JSON leaves as they are. Whoever looks at the log in a terminal then sees what was sent.
 */
export function escaped(line: string): string {
  return isAscii(line) && !line.includes('\u007f') ? line : `${printable(line.slice(0, -1))}\n`
}

/** Nearly every line is: a regular expression for the characters takes five times as long. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length
}
