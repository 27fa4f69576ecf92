/**
 * Characters that move a terminal's cursor, change its colours or reorder its text: C0 and C1 controls but for tab and
 * newline, Unicode's line separators and directional marks.
 */
export const steeringCharacters =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** A character as JSON would write it: `\u001b`. */
export function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Text from outside, for a message: in double quotes, at most `longest` characters, on one line, what steers escaped. */
export function quote(text: string, longest: number): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text
  return JSON.stringify(short).replace(steeringCharacters, escapeCharacter)
}
