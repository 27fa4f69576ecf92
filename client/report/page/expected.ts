import type { Expectation } from '../../call.ts'
import { readSchema, wantedShape } from '../../judge/wanted.ts'

/** Characters of an expected body, or of its schema, that the page shows. */
const most = 500

/** What a right answer is, a line each, by all that is checked of it. */
export function expectedLines(expect: Expectation = {}): string[] {
  const { status, json, types = [], headers = [], filledIn = [], unlike } = expect
  const body = bodyLine(expect)
  return [
    `status ${status === undefined ? 'below 400' : status.join(' or ')}`,
    types.length > 0 && `media type ${types.join(' or ')}`,
    headers.length > 0 && `with the headers ${headers.join(', ')}`,
    body ?? (json && 'JSON'),
    ...mannerLines(expect),
    filledIn.length > 0 && `filled in: ${filledIn.map(placeName).join(', ')}`,
    unlike !== undefined && `not what ${unlike} is answered by`,
  ].filter(line => typeof line === 'string')
}

function bodyLine(expect: Expectation): string | undefined {
  const { value } = expect
  if (value !== undefined) return short(typeof value === 'string' ? value : JSON.stringify(value))
  if ('schema' in expect) return wantedShape(expect) || `by ${schemaText(() => expect.schema)}`
  return 'itemSchema' in expect ? `items by ${schemaText(() => expect.itemSchema)}` : undefined
}

function schemaText(read: () => unknown): string {
  const schema = readSchema(read)
  return schema === undefined ? 'a schema that cannot be read' : `the schema ${short(JSON.stringify(schema))}`
}

/** In which parts of the value an answer may differ from it. */
function mannerLines({ varies = [], anyOrder = [], ignoreCase = [], contains = [] }: Expectation): string[] {
  const manners: [places: string[], words: string][] = [
    [varies, 'may differ'],
    [anyOrder, 'in any order'],
    [ignoreCase, 'in upper or lower case'],
    [contains, 'as a part of what comes'],
  ]
  return manners
    .filter(([places]) => places.length > 0)
    .map(([places, words]) => `${places.map(placeName).join(', ')}: ${words}`)
}

/** A JSON pointer in words: the empty one is the whole answer. */
function placeName(pointer: string): string {
  return pointer === '' ? 'the answer' : pointer
}

function short(text: string): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
