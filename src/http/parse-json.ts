import { type ParseError, parse } from 'jsonc-parser'
import { Problem } from './problem.ts'

/** Deeper values overflow the stack of what walks them later, such as a recursive schema. Ruby's parser has this limit, too. */
const deepest = 100

/**
 * Parses the text of a body.
 * @throws {Problem} if it is empty, is not JSON, or is nested more than 100 deep: a 400 that says what and where.
 */
export function parseJson(text: string): unknown {
  if (text.trim() === '') throw new Problem(400, 'The body is empty. Send JSON.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem(400, `The body is not JSON${whereJsonBreaks(text)}.`)
  }
  if (text.length > deepest && isTooDeep(value))
    throw new Problem(400, `The body is nested more than ${deepest} deep. Flatten it.`)
  return value
}

/** Goes level by level: a recursion would overflow the stack, which this is to prevent. */
function isTooDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap(item => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    if (level.length === 0) return false
  }
  return true
}

/** JSON.parse tells the place only in some versions of Node, so a second parser looks for it. */
function whereJsonBreaks(text: string): string {
  const offset = firstError(text)
  if (offset === undefined) return ' and nested too deep to say where it breaks'
  if (offset >= text.length) return ': something is missing at its end'
  const before = text.slice(0, offset).split('\n')
  const excerpt = text.slice(Math.max(0, offset - 20), offset + 10)
  return `: it breaks at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}, near ${excerpt}`
}

function firstError(text: string): number | undefined {
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true })
  } catch {
    // It recurses, so a body of very many open brackets is too deep for it.
  }
  return errors[0]?.offset
}
