import leven from 'leven'
import { endpointFault } from './endpoint.ts'
import { type Route, schemasOf } from './route.ts'

const entryKeys =
  'endpoint summary description tag guard params query headers body returns status sets cache problems examples handler'.split(
    ' ',
  )
const exampleKeys = 'name params query headers body returns problem'.split(' ')

/** A word with more wrong letters is another one. */
const mostWrongLetters = 3

/**
 * Finds what the compiler would find, where it was not asked: under `npm run dev`, and in tests. A misspelt `guard` would
 * leave an entry open to everybody without a word.
 */
export function* shapeFaults(route: Route): Generator<string> {
  yield* unknownKeys('it', route, entryKeys)
  for (const example of listOf(route.examples)) yield* unknownKeys('an example', example, exampleKeys)
  if (typeof route.handler !== 'function') yield 'it has no handler, so that nothing answers it'
  if (route.guard !== undefined && typeof route.guard?.admit !== 'function')
    yield 'its guard is none; bearer(…), basic(…) or apiKey(…) makes one'
}

/** Finds an entry whose parts are of another kind, so that no other check can read them. */
export function* formFaults(route: Route): Generator<string> {
  const fault = endpointFault(route)
  if (fault !== undefined) yield fault
  if (route.returns === undefined) yield 'it has no returns, the schema of its answer'
  for (const [part, schema] of Object.entries({ ...schemasOf(route), returns: route.returns }))
    if (schema !== undefined && typeof schema.safeParse !== 'function')
      yield `its ${part} is no schema; write z.object({ … }) around the fields`
  if (!Array.isArray(route.examples)) yield 'its examples are no list; write [ … ] around them'
}

function listOf(value: unknown): object[] {
  return Array.isArray(value) ? value : []
}

/**
 * Says of each key that means nothing which one was probably meant.
 * @param whose the subject of the sentence: `it`, `an example`
 */
export function unknownKeys(whose: string, object: object, known: readonly string[]): string[] {
  const unknown = Object.keys(object).filter(key => !known.includes(key))
  return unknown.map(key => {
    const nearest = known.toSorted((a, b) => leven(a, key) - leven(b, key))[0] as string
    const guess = leven(nearest, key) <= mostWrongLetters ? `; is ${nearest} meant?` : ''
    return `${whose} has ${key}, which means nothing${guess}`
  })
}
