import { borrowedIn, unmarked } from './example-marks.ts'
import { Borrowed, type Source } from './example-values.ts'
import { shownValue, sourcesOf } from './fill-example.ts'
import { type Example, exampleName, type Routes } from './route.ts'

/** Which values of an answer a later call takes, and where it sends them: OpenAPI's Link Object. */
type Link = {
  operationId: string
  /** Runtime expressions by where they go: `{ 'path.id': '$response.body#/id' }`. */
  parameters?: Record<string, string>
  /** The body, with runtime expressions where values are taken. */
  requestBody?: unknown
  /** Ours: the example of the later call that takes them. */
  'x-examples': [string]
}

/** Where the parts of a request go that OpenAPI calls parameters. */
export const parameterPlaces = { params: 'path', query: 'query', headers: 'header' } as const

/**
 * The links of a table.
 * @returns gives those that begin at the good answer of an entry, by the names that the docs give them
 */
export function linksOf(routes: Routes): (source: Source) => Record<string, Link> {
  const linksFrom = new Map<Source['examples'], Record<string, Link>>()
  for (const [operationId, route] of Object.entries(routes)) {
    for (const [index, example] of route.examples.entries()) {
      for (const source of sourcesOf(example)) {
        const links = linksFrom.get(source.examples) ?? {}
        const name = operationId in links ? `${operationId}.${index + 1}` : operationId
        links[name] = linkTo(operationId, source, example, exampleName(example, index))
        linksFrom.set(source.examples, links)
      }
    }
  }
  return ({ examples }) => linksFrom.get(examples) ?? {}
}

function linkTo(operationId: string, source: Source, example: Example, name: string): Link {
  const parameters = parametersFrom(source, example)
  const requestBody = bodyFrom(source, example)
  return {
    operationId,
    ...(parameters && { parameters }),
    ...(requestBody !== undefined && { requestBody }),
    'x-examples': [name],
  }
}

function parametersFrom(source: Source, example: Example): Record<string, string> | undefined {
  const parts = Object.entries(parameterPlaces) as [keyof typeof parameterPlaces, string][]
  const taken = parts.flatMap(([part, place]) =>
    Object.entries(example[part] ?? {}).flatMap(([name, value]) =>
      isFrom(source, value) ? [[`${place}.${name}`, expression(value)]] : [],
    ),
  )
  return taken.length === 0 ? undefined : Object.fromEntries(taken)
}

/** What the body takes from yet other entries is shown as the docs show it: their links say where it is from. */
function bodyFrom(source: Source, example: Example): unknown {
  const takes = borrowedIn(example.body).some(({ mark }) => isFrom(source, mark))
  if (!takes) return undefined
  return unmarked(example.body, mark => (isFrom(source, mark) ? expression(mark) : shownValue(mark)))
}

function isFrom(source: Source, value: unknown): value is Borrowed {
  return value instanceof Borrowed && value.source.examples === source.examples
}

/** OpenAPI 3.1.1, Runtime Expressions. */
function expression({ place }: Borrowed): string {
  return place.startsWith('/') ? `$response.body#${place}` : `$response.header.${place}`
}
