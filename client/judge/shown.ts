import { tellApart, visibleInLine } from './visible.ts'

/** Characters of a value that fit into a line of text, and how many of them stand in front of a difference. */
const most = { all: 60, before: 20 }

/** A value as JSON, cut to what fits into a line of text; what cannot be seen is written as `\u00a0`. */
export function shown(value: unknown): string {
  return cut(charactersOf(visibleInLine(beginningOf(value, enough))), 0)
}

/** Two values that differ, the same way; of long ones, the part around the first difference. */
export function shownPair(expected: unknown, got: unknown): [expected: string, got: string] {
  const [a, b] = tellApart(jsonOf(expected), jsonOf(got)).map(charactersOf) as [string[], string[]]
  const first = a.findIndex((character, index) => character !== b[index])
  const isSeen = first < most.all - most.before
  const start = isSeen || Math.max(a.length, b.length) <= most.all ? 0 : first - most.before
  return [cut(a, start), cut(b, start)]
}

/** Characters of JSON from which on there is more than fits into a line: one that is escaped takes six. */
const enough = 20 * most.all

/** JSON of a value that may lack something behind its first `length` characters: an answer can be long, and is shown often. */
function beginningOf(value: unknown, length: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, length))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nothing'
  const isList = Array.isArray(value)
  let json = isList ? '[' : '{'
  for (const key in value) {
    if (json.length > length) break
    const inner = beginningOf((value as Record<string, unknown>)[key], length - json.length)
    const separator = json.length > 1 ? ',' : ''
    json += separator + (isList ? inner : `${JSON.stringify(key)}:${inner}`)
  }
  return json + (isList ? ']' : '}')
}

function jsonOf(value: unknown): string {
  return visibleInLine(JSON.stringify(value) ?? 'nothing')
}

/** An escape is one of them, and never cut in two. */
function charactersOf(json: string): string[] {
  return json.match(/\\u[\da-f]{4}|\\.|./gsu) ?? []
}

/** A text that is cut in front keeps its quotation mark. */
function cut(characters: string[], start: number): string {
  const end = start + most.all
  const isCut = characters.length > end
  const part = characters.slice(start, isCut ? end - 1 : end).join('') + (isCut ? '…' : '')
  if (start === 0) return part
  return `${characters[0] === '"' ? '"' : ''}…${part}`
}
