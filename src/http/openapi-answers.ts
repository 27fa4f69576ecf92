import { varyingIn } from './example-marks.ts'
import { shownExample } from './fill-example.ts'
import { isText, type JsonSchema } from './json-schema.ts'
import { problemAnswer, problemExample, titleOf } from './openapi-problem.ts'
import { headersOf } from './reply.ts'
import { type Example, exampleName, inputParts, type Route } from './route.ts'

/** What stands in a good answer's description besides what its entry says. */
type Besides = { schema: JsonSchema; links: Record<string, object> }

/** Every answer of a route by its status: OpenAPI's Responses Object. */
export function answersOf(route: Route, besides: Besides): Record<string, object> {
  const problems = Object.entries(problemsOf(route)).map(([status, description]) => [
    status,
    problemAnswer(description, problemExamples(route, Number(status), description)),
  ])
  return {
    [route.status ?? 200]: goodAnswer(route, besides),
    ...Object.fromEntries(problems),
    default: { $ref: '#/components/responses/Problem' },
  }
}

/** Not required: a proxy on the way may have other ideas. */
const cacheHeader = { description: 'For how long caches may keep the answer', required: false }

function goodAnswer(route: Route, { schema, links }: Besides): object {
  const { status = 200, returns, sets, cache } = route
  const cached = cache && { 'Cache-Control': { ...cacheHeader, example: cache } }
  const headers = headersOf({ ...sets, ...cached }).map(
    ([name, { description, required = true, example }]) => [
      name,
      { description, required, schema: { type: 'string' }, example },
    ],
  )
  const mediaType = isText(returns) ? 'text/plain' : 'application/json'
  return {
    description: titleOf(status),
    headers: headers.length > 0 ? Object.fromEntries(headers) : undefined,
    content: status === 204 ? undefined : { [mediaType]: { schema, examples: goodExamples(route) } },
    links: Object.keys(links).length > 0 ? links : undefined,
  }
}

function goodExamples(route: Route): Record<string, object> {
  const good = named(route.examples, ({ problem }) => problem === undefined)
  return Object.fromEntries(
    good.map(([name, example]) => {
      const value = shownExample(route, example).returns
      const varies = varyingIn(example.returns).map(({ pointer }) => pointer)
      return [name, { value, ...(varies.length > 0 && { 'x-varies': varies }), ...inputMark(route, example) }]
    }),
  )
}

/** Where nothing of an example stands among the parameters, its answer has to say that there is a call. */
function inputMark(route: Route, example: Example): object {
  const mayDiffer = route.examples.length > 1 || inputParts.some(part => route[part] !== undefined)
  const { params = {}, query = {}, headers = {}, body } = example
  const sent = [...Object.values({ ...params, ...query, ...headers }), body]
  const sendsNothing = sent.every(value => value === undefined)
  return mayDiffer && sendsNothing ? { 'x-sends-nothing': true } : {}
}

/** The problems that an entry names, that its guard makes, and that its examples show. */
function problemsOf({ guard, problems, examples }: Route): Record<number, string> {
  const shown = examples.flatMap(({ problem }) =>
    problem === undefined ? [] : [[problem, titleOf(problem)]],
  )
  return {
    ...Object.fromEntries(shown),
    ...(guard && { 401: 'The credentials are missing or wrong', 403: 'This user may not do this' }),
    ...problems,
  }
}

function problemExamples(route: Route, status: number, detail: string): Record<string, object> | undefined {
  const shown = named(route.examples, ({ problem }) => problem === status)
  if (shown.length === 0) return undefined
  return Object.fromEntries(
    shown.map(([name, example]) => [
      name,
      { ...problemExample(status, detail), ...inputMark(route, example) },
    ]),
  )
}

function named(examples: Example[], isWanted: (example: Example) => boolean): [string, Example][] {
  return examples
    .map((example, index): [string, Example] => [exampleName(example, index), example])
    .filter(([, example]) => isWanted(example))
}
