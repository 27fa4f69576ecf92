import { STATUS_CODES } from 'node:http'
import type { z } from 'zod'
import { type Example, endpointOf, type Route, type Routes } from './route.ts'
import { type JsonSchema, jsonSchema } from './schema.ts'

export type ServiceInfo = { title: string; version: string; description?: string }

/** A Link header (RFC 8631) by which any client finds the description of the service. */
export const serviceDescription = '</openapi.json>; rel="service-desc"'

/** Describes a table of routes as an OpenAPI 3.1 document, which names each example alike in input and answer. */
export function openApi(routes: Routes, info: ServiceInfo): object {
  const schemas: Record<string, JsonSchema> = { Problem: problemSchema }
  const paths: Record<string, Record<string, object>> = {}

  for (const [operationId, route] of Object.entries(routes)) {
    const { method, path } = endpointOf(route)
    const template = path.replace(/:([^/]+)/g, '{$1}')
    paths[template] ??= {}
    paths[template][method.toLowerCase()] = operation(operationId, route)
  }
  return { openapi: '3.1.1', info, paths, components: { schemas, responses: { Problem: problemResponse } } }

  function operation(operationId: string, route: Route): object {
    const { summary, description, status = 200, examples, params, query, body, returns } = route
    const schemaOf = (part: string, schema: z.ZodType) =>
      embed(`${operationId}.${part}`, jsonSchema(schema, part === 'returns' ? 'output' : 'input'))
    const answer = schemaOf('returns', returns)
    const mediaType = answer.type === 'string' ? 'text/plain' : 'application/json'
    return {
      operationId,
      summary,
      description,
      parameters: [
        ...parameters('path', params && schemaOf('params', params), route, 'params'),
        ...parameters('query', query && schemaOf('query', query), route, 'query'),
      ],
      requestBody: body && {
        required: true,
        content: {
          'application/json': { schema: schemaOf('body', body), examples: named(examples, e => e.body) },
        },
      },
      responses: {
        [status]: {
          description: STATUS_CODES[status] ?? 'A good answer',
          content: { [mediaType]: { schema: answer, examples: named(examples, e => e.returns) } },
        },
        default: { $ref: '#/components/responses/Problem' },
      },
    }
  }

  /** References inside a schema count from the top of the document, so its definitions move to the components. */
  function embed(name: string, { $defs = {}, ...schema }: JsonSchema): JsonSchema {
    const moved = (part: JsonSchema): JsonSchema =>
      JSON.parse(JSON.stringify(part), (key, value) => {
        if (key !== '$ref') return value
        return `#/components/schemas/${value === '#' ? name : value.replace('#/$defs/', `${name}.`)}`
      })
    for (const [key, definition] of Object.entries($defs))
      schemas[`${name}.${key}`] = moved(definition as JsonSchema)
    if (!JSON.stringify(schema).includes('"$ref":"#"')) return moved(schema)
    schemas[name] = moved(schema)
    return { $ref: `#/components/schemas/${name}` }
  }
}

function parameters(
  place: 'path' | 'query',
  schema: JsonSchema | undefined,
  { examples }: Route,
  part: 'params' | 'query',
): object[] {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: schema?.required?.includes(name) ?? false,
    schema: property,
    examples: named(examples, example => example[part]?.[name]),
  }))
}

function named(
  examples: Example[],
  value: (example: Example) => unknown,
): Record<string, { value: unknown }> {
  const entries = examples.map(
    (example, i) => [example.name ?? `example${i + 1}`, { value: value(example) }] as const,
  )
  return Object.fromEntries(entries.filter(([, example]) => example.value !== undefined))
}

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'What went wrong (RFC 9457)',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { where: { type: 'string' }, expected: { type: 'string' }, received: { type: 'string' } },
        required: ['where', 'expected', 'received'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'requestId'],
}

const problemResponse = {
  description: 'Any other answer',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
