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

function goodAnswer(route: Route, { schema, links }: Besides): object {
  const { status = 200, returns, sets } = route
  const headers = headersOf(sets).map(([name, { description, required = true, example }]) => [
    name,
    { description, required, schema: { type: 'string' }, example },
  ])
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
      const varying = varyingIn(example.returns).map(({ pointer }) => pointer)
      return [
        name,
        {
          value: shownExample(route, example).returns,
          ...(varying.length > 0 && { 'x-varies': varying }),
          ...(sendsNothing(route, example) && { 'x-sends-nothing': true }),
        },
      ]
    }),
  )
}

/** Nothing of such an example stands among the parameters, so that its answer has to say that there is a call. */
function sendsNothing(route: Route, example: Example): boolean {
  const takesInput = inputParts.some(part => route[part] !== undefined)
  return takesInput && inputParts.every(part => Object.values(example[part] ?? {}).length === 0)
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

function problemExamples(
  { examples }: Route,
  status: number,
  detail: string,
): Record<string, object> | undefined {
  const shown = named(examples, ({ problem }) => problem === status)
  if (shown.length === 0) return undefined
  return Object.fromEntries(shown.map(([name]) => [name, problemExample(status, detail)]))
}

function named(examples: Example[], isWanted: (example: Example) => boolean): [string, Example][] {
  return examples
    .map((example, index): [string, Example] => [exampleName(example, index), example])
    .filter(([, example]) => isWanted(example))
}
