import type { z } from 'zod'
import { borrowedIn, pointedAt, varyingIn } from './example-marks.ts'
import type { Borrowed } from './example-values.ts'
import { nameOfSource, shownExample, shownValue } from './fill-example.ts'
import { isProblemStatus } from './problem.ts'
import { type Example, exampleName, inputParts, type Route, type Routes } from './route.ts'

/** Finds examples that cannot be sent, or cannot be answered as they say. */
export function* exampleFaults(route: Route, routes: Routes): Generator<string> {
  const { examples } = route
  if (examples.length === 0) yield 'it has no example, so that nothing can show, call or test it'
  if (examples[0]?.problem !== undefined)
    yield 'its first example expects a problem; show a good answer first'
  const names = examples.map(exampleName)
  for (const [i, name] of names.entries())
    if (names.indexOf(name) < i) yield `two of its examples are called ${name}`
  for (const example of examples) {
    const wrongMarks = [...markFaults(route, example, routes)]
    // The values behind a wrong mark are unknown.
    yield* wrongMarks.length > 0 ? wrongMarks : valueFaults(route, example)
  }
}

function* markFaults(route: Route, example: Example, routes: Routes): Generator<string> {
  if (borrowedIn(example.returns).length > 0)
    yield 'from() is for what an example sends; in its returns say varies(…)'
  for (const part of inputParts) {
    if (varyingIn(example[part]).length > 0)
      yield `varies() is for what an example returns; in its ${part} say what is sent`
    for (const { pointer, mark } of borrowedIn(example[part])) {
      const name = nameOfSource(routes, mark.source)
      const found = name && pointedAt(shownExample(route, example)[part], pointer)
      if (name === undefined) yield `from() names ${mark.source.endpoint}, which is no entry of this table`
      else if (part !== 'body' && !isMember(pointer))
        yield `from() gives a whole value; in its ${part} say { name: from(…) }`
      else if (found === undefined)
        yield `from(${name}, '${mark.place}') finds nothing in the first example of ${name}${adviceFor(mark)}`
    }
  }
}

/** A link gives a parameter as a whole; only within a body can it say a place. */
function isMember(pointer: string): boolean {
  return pointer.lastIndexOf('/') === 0
}

function adviceFor({ source, place }: Borrowed): string {
  if (place.startsWith('/')) return ''
  const answer = shownValue((source.examples[0] as Example).returns)
  return pointedAt(answer, `/${place}`) === undefined
    ? `; say one: sets: { ${place}: { description: '…', example: '…' } }`
    : `; a pointer into its answer begins with a slash: '/${place}'`
}

function* valueFaults(route: Route, example: Example): Generator<string> {
  const { problem } = example
  const shown = shownExample(route, example)
  if (problem !== undefined && !isProblemStatus(problem))
    yield `an example expects the problem ${problem}; a problem has a status of 400 to 599`
  for (const part of inputParts) {
    const schema = route[part]
    if (schema === undefined) continue
    for (const fault of misfits(part, schema, shown[part], part !== 'body'))
      yield problem === undefined ? fault : `${fault}; wrong input needs no example: it is always a 400`
  }
  if (problem === undefined) yield* misfits('returns', route.returns, shown.returns, false)
}

/** @param isText all of a URL and of a header is text: an example of 7 fits z.number(), but no request would. */
function* misfits(part: string, schema: z.ZodType, value: unknown, isText: boolean): Generator<string> {
  const onlyTextMisfits = isText && issuesOf(schema, value).length === 0
  const advice = onlyTextMisfits
    ? ' (as text, in which it arrives; z.coerce.number() makes a number of it)'
    : ''
  for (const { path, message } of issuesOf(schema, isText ? textsOf(value) : value)) {
    const place = [part, ...path].join('.')
    yield `an example's ${place} does not fit its own schema: ${message}${advice}`
  }
}

function issuesOf(schema: z.ZodType, value: unknown): { path: PropertyKey[]; message: string }[] {
  try {
    return schema.safeParse(value).error?.issues ?? []
  } catch (error) {
    return [{ path: [], message: (error as Error).message }] // an asynchronous schema, or a check of its own that throws
  }
}

function textsOf(values: unknown): Record<string, unknown> {
  const sent = Object.entries(values ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    sent.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  )
}
