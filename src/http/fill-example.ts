import { endpointOf } from './endpoint.ts'
import { borrowedIn, pointedAt, unmarked } from './example-marks.ts'
import { Borrowed, type Source, Varying } from './example-values.ts'
import { headersOf } from './reply.ts'
import { type Example, inputParts, type Route, type Routes } from './route.ts'

/** What an answer can lend to a later call. */
export type Lender = { body: unknown; header(name: string): string | undefined }

/** What a table calls an entry that an example takes a value from. A group's copy of an entry shares its examples. */
export function nameOfSource(routes: Routes, source: Source): string | undefined {
  return Object.entries(routes).find(([, { examples }]) => examples === source.examples)?.[0]
}

/** The entries from whose answers an example takes what it sends, each once. */
export function sourcesOf(example: Example): Source[] {
  const marks = inputParts.flatMap(part => borrowedIn(example[part]))
  return [...new Map(marks.map(({ mark: { source } }) => [source.examples, source])).values()]
}

/** An example as the docs show it: each mark is replaced by a value that may stand there. */
export function shownExample(route: Route, example: Example): Example {
  return { ...filledExample(route, example, shownLender), returns: shownValue(example.returns) }
}

/**
 * An example as it is sent: what it takes from earlier answers is put in.
 * @param lenderOf gives the answer of another entry's first example
 */
export function filledExample(
  route: Route,
  { params, ...example }: Example,
  lenderOf: (source: Source) => Lender,
): Example {
  const lend = (mark: Varying | Borrowed) =>
    mark instanceof Borrowed ? lentValue(mark, lenderOf(mark.source)) : mark.value
  const parameters = Object.entries(params ?? {}).map(([name, value]) => [
    name,
    value instanceof Borrowed ? partOfPath(route, name, value, lend(value)) : value,
  ])
  return {
    ...example,
    params: params && Object.fromEntries(parameters),
    query: unmarked(example.query, lend) as Example['query'],
    headers: unmarked(example.headers, lend) as Example['headers'],
    body: unmarked(example.body, lend),
  }
}

/** A value of an example as the docs show it; what it takes is from the first example of the entry that gives it. */
export function shownValue(value: unknown): unknown {
  return unmarked(value, mark =>
    mark instanceof Varying ? shownValue(mark.value) : lentValue(mark, shownLender(mark.source)),
  )
}

function lentValue({ place }: Borrowed, { body, header }: Lender): unknown {
  return place.startsWith('/') ? pointedAt(body, place) : header(place)
}

/** A parameter's part of a header that holds a whole path: 7 of `/v1/notes/7` for the `:id` of `/notes/:id`. */
function partOfPath(route: Route, name: string, { place }: Borrowed, lent: unknown): unknown {
  if (place.startsWith('/') || typeof lent !== 'string') return lent
  const segments = endpointOf(route).path.split('/').slice(1)
  const sent = lent
    .replace(/[?#].*/, '')
    .split('/')
    .slice(-segments.length)
  const fits = segments.every((segment, i) => segment.startsWith(':') || segment === sent[i])
  const part = fits ? sent[segments.indexOf(`:${name}`)] : undefined
  return part === undefined ? lent : decoded(part)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // a handler's own mistake, such as /notes/100%
  }
}

/** The docs know only the other entry's example, and the example of its header. */
function shownLender({ sets, examples }: Source): Lender {
  const headers = new Map(headersOf(sets))
  return {
    body: shownValue((examples[0] as Example | undefined)?.returns),
    header: name => headers.get(name)?.example,
  }
}
