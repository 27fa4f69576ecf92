/**
 * White space that looks like a space or like nothing: all of Unicode's but the space itself, what steers without being seen, and
 * letters that are blank.
 */
const unseen = /(?! )[\p{Z}\p{Cf}\p{Variation_Selector}\u115f\u1160\u2800\u3164\uffa0]/gu

/** Makes white space visible that passes for other white space, or for none: `\u00a0`. */
export function visible(text: string): string {
  return text.replace(unseen, escaped)
}

/** The same for a text of JSON on one line, where a second space in a row would be lost. */
export function visibleInLine(json: string): string {
  return visible(json).replace(/(?<= ) /g, '\\u0020')
}

/** Two texts that are the same letters, composed differently (NFC and NFD), with what is beyond ASCII escaped; others as they are. */
export function tellApart(a: string, b: string): [string, string] {
  if (a === b || a.normalize() !== b.normalize()) return [a, b]
  const plain = (text: string) => text.replace(/[^\p{ASCII}]/gu, escaped)
  return [plain(a), plain(b)]
}

function escaped(character: string): string {
  return character
    .split('')
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
