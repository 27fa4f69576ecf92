/**
 * A regular expression as the flag `u` takes it, with which JSON Schema wants it to be read; undefined if it is none of
 * ECMAScript: Python's `(?i)` and `\Z`, for instance. Source: JSON Schema Core 2020-12, section 6.4.
 *
 * Without the flag, some is allowed besides, of which the meaning is clear: escapes of what needs none (`\-`, `\_`), and a brace
 * or bracket, or a hyphen behind a class, that stands for itself. That is rewritten; to leave out the flag instead would make
 * the letter Z of `\Z`.
 */
export function asUnicodePattern(pattern: string): string | undefined {
  return [pattern, rewritten(pattern)].find(isPattern)
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** The parts of a regular expression: a class, an escape, a quantifier in braces, or a character. */
const parts = /\[(?:\\.|[^\]\\])*\]|\\.|\{\d+(?:,\d*)?\}|./gs

function rewritten(pattern: string): string {
  return pattern.replace(parts, part => {
    if (part.length === 1) return part === '{' || part === '}' ? `\\${part}` : part
    if (part.startsWith('[')) return rewrittenClass(part)
    return withoutNeedlessEscape(part)
  })
}

/** Of `[\w-.]`, the hyphen is itself: no range begins with a class. */
function rewrittenClass(part: string): string {
  const escapes = part.replace(/\\./gs, each => (each === '\\-' ? each : withoutNeedlessEscape(each)))
  return escapes.replace(/(\\[dDsSwW])-(?!\])/g, '$1\\-').replace(/(?<=[^[^\\])-(?=\\[dDsSwW])/g, '\\-')
}

/** Letters and digits keep theirs: it gives them a meaning, or has one in another language. */
function withoutNeedlessEscape(part: string): string {
  return /\\[^\w^$\\.*+?()[\]{}|/]/.test(part) || part === '\\_' ? part.slice(1) : part
}
