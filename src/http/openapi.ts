import { endpointOf } from './endpoint.ts'
import { shownExample } from './fill-example.ts'
import { type JsonSchema, jsonSchema } from './json-schema.ts'
import { answersOf } from './openapi-answers.ts'
import { linksOf, parameterPlaces } from './openapi-links.ts'
import { problemResponse, problemSchema } from './openapi-problem.ts'
import { schemaComponents } from './openapi-schemas.ts'
import { type Example, exampleName, type Route, type Routes } from './route.ts'

export type ServiceInfo = { title: string; version: string; description?: string }

/** Operations that a router of your own answers, such as uploads, as OpenAPI 3.1 writes them. */
export type MoreOperations = {
  /** Path Items by path: `{ '/photos': { post: { … } } }`. */
  paths: Record<string, Record<string, object>>
  /** Components by kind and name. */
  components?: Record<string, Record<string, object>>
}

type ParameterPart = keyof typeof parameterPlaces

/**
 * Describes a table of routes as an OpenAPI 3.1 document, which names each example alike in input and answer.
 * @throws {Error} if `more` describes an operation that the table has, too
 */
export function openApi(routes: Routes, info: ServiceInfo, more: MoreOperations = { paths: {} }): object {
  const linksFrom = linksOf(routes)
  const { schemas, embed } = schemaComponents({ Problem: problemSchema })
  const paths: Record<string, Record<string, object>> = structuredClone(more.paths)

  for (const [operationId, route] of Object.entries(routes)) {
    const { method, path } = endpointOf(route)
    const template = path.replace(/:([^/]+)/g, '{$1}')
    paths[template] ??= {}
    const item = paths[template]
    const verb = method.toLowerCase()
    if (verb in item) throw new Error(`${route.endpoint} is described twice: in the table, and beside it.`)
    item[verb] = operation(operationId, route)
  }
  return {
    openapi: '3.1.1',
    info,
    // Where the document is, so that the paths hold below a proxy's path as well.
    servers: [{ url: '.' }],
    tags: tagsOf(routes),
    paths,
    components: componentsOf(routes, schemas, more),
  }

  function operation(operationId: string, route: Route): object {
    const { summary, description, tag, guard, body } = route
    return {
      operationId,
      summary,
      description,
      tags: tag && [tag.name],
      security: guard && [{ [guard.name]: [] }],
      parameters: parameters(operationId, route),
      requestBody: body && {
        required: true,
        content: {
          'application/json': {
            schema: embed(`${operationId}.body`, jsonSchema(body, 'input')),
            examples: shown(route, example => example.body),
          },
        },
      },
      responses: answersOf(route, {
        schema: embed(`${operationId}.returns`, jsonSchema(route.returns, 'output')),
        links: linksFrom(route),
      }),
    }
  }

  function parameters(operationId: string, route: Route): object[] {
    return (Object.keys(parameterPlaces) as ParameterPart[]).flatMap(part =>
      Object.entries(route[part]?.shape ?? {}).map(([name, schema]) => ({
        name,
        in: parameterPlaces[part],
        required: part === 'params' || !schema.safeParse(undefined).success,
        schema: embed(`${operationId}.${part}.${name}`, jsonSchema(schema, 'input')),
        examples: shown(route, example => example[part]?.[name]),
      })),
    )
  }
}

function shown(route: Route, value: (example: Example) => unknown): Record<string, { value: unknown }> {
  const entries = route.examples.map(
    (example, index) =>
      [exampleName(example, index), { value: value(shownExample(route, example)) }] as const,
  )
  return Object.fromEntries(entries.filter(([, example]) => example.value !== undefined))
}

function tagsOf(routes: Routes): object[] | undefined {
  const tags = Object.values(routes).flatMap(({ tag }) => tag ?? [])
  return tags.length > 0 ? [...new Map(tags.map(tag => [tag.name, tag])).values()] : undefined
}

function componentsOf(
  routes: Routes,
  schemas: Record<string, JsonSchema>,
  { components = {} }: MoreOperations,
): Record<string, object> {
  const guards = Object.values(routes).flatMap(({ guard }) => guard ?? [])
  const securitySchemes = Object.fromEntries(guards.map(({ name, scheme }) => [name, scheme]))
  return {
    ...components,
    schemas: { ...components.schemas, ...schemas },
    responses: { ...components.responses, Problem: problemResponse },
    ...(guards.length > 0 && { securitySchemes: { ...components.securitySchemes, ...securitySchemes } }),
  }
}
