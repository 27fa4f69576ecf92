/** What would steer a terminal: control characters, Unicode's own line ends, and its marks of direction. */
const steering = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

const short: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/**
 * The text on one line, with such characters as JSON would write them: `\r`, `\u001b`. A value that somebody has set goes
 * through here on its way to a person: a carriage return, left over of a file from Windows, would have the rest of the line
 * written over its beginning.
 */
export function printable(text: string): string {
  return text.replaceAll(
    steering,
    character => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
