import type { ParseError } from 'jsonc-parser'
import { Problem } from './problem.ts'

/** Deeper values overflow the stack of what walks them later, such as a recursive schema. Ruby's parser has this limit, too. */
const deepest = 100

/**
 * Parses the text of a body. What is not JSON is a promise that rejects, since it takes a second parser to say where it breaks, which
 * few processes ever need.
 * @throws {Problem} if it is empty, is not JSON, or is nested more than 100 deep: a 400 that says what and where.
 */
export function parseJson(text: string): unknown {
  if (text.trim() === '') throw new Problem(400, 'The body is empty. Send JSON.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse(text)
  }
  if (text.length > deepest && isDeeper(value, deepest))
    throw new Problem(400, `The body is nested more than ${deepest} deep. Flatten it.`)
  return value
}

async function refuse(text: string): Promise<never> {
  throw new Problem(400, `The body is not JSON${await whereJsonBreaks(text)}.`)
}

/**
 * Whether a value is nested more than so many levels deep; it goes no deeper itself. Plain loops, as it looks at all of a long body:
 * with a list of the values at each level it takes longer than JSON.parse.
 */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeper(item, levels - 1)) return true
    return false
  }
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true
  return false
}

/** JSON.parse tells the place only in some versions of Node, so a second parser looks for it. */
async function whereJsonBreaks(text: string): Promise<string> {
  const offset = await firstError(text)
  if (offset === undefined) return ' and nested too deep to say where it breaks'
  if (offset >= text.length) return ': something is missing at its end'
  const before = text.slice(0, offset).split('\n')
  const excerpt = text.slice(Math.max(0, offset - 20), offset + 10)
  return `: it breaks at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}, near ${excerpt}`
}

async function firstError(text: string): Promise<number | undefined> {
  const { parse } = await import('jsonc-parser')
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true })
  } catch {
    // It recurses, so a body of very many open brackets is too deep for it.
  }
  return errors[0]?.offset
}
