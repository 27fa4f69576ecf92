import { STATUS_CODES } from 'node:http'
import { isText, type JsonSchema, jsonSchema } from './json-schema.ts'
import { type Example, endpointOf, type Route, type Routes } from './route.ts'

export type ServiceInfo = { title: string; version: string; description?: string }

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
    const { summary, description, examples, body } = route
    return {
      operationId,
      summary,
      description,
      parameters: [...parameters(operationId, route, 'params'), ...parameters(operationId, route, 'query')],
      requestBody: body && {
        required: true,
        content: {
          'application/json': {
            schema: embed(`${operationId}.body`, jsonSchema(body, 'input')),
            examples: named(examples, example => example.body),
          },
        },
      },
      responses: { ...goodAnswer(operationId, route), default: { $ref: '#/components/responses/Problem' } },
    }
  }

  function parameters(
    operationId: string,
    { examples, ...route }: Route,
    part: 'params' | 'query',
  ): object[] {
    return Object.entries(route[part]?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: part === 'params' ? 'path' : 'query',
      required: part === 'params' || !schema.safeParse(undefined).success,
      schema: embed(`${operationId}.${part}.${name}`, jsonSchema(schema, 'input')),
      examples: named(examples, example => example[part]?.[name]),
    }))
  }

  function goodAnswer(operationId: string, { status = 200, returns, examples }: Route): object {
    const answer = {
      schema: embed(`${operationId}.returns`, jsonSchema(returns, 'output')),
      examples: named(examples, example => example.returns),
    }
    const mediaType = isText(returns) ? 'text/plain' : 'application/json'
    const description = STATUS_CODES[status] ?? 'A good answer'
    return { [status]: status === 204 ? { description } : { description, content: { [mediaType]: answer } } }
  }

  /** References inside a schema count from the top of the document, so its definitions move to the components. */
  function embed(name: string, { $defs = {}, ...schema }: JsonSchema): JsonSchema {
    const moved = (part: JsonSchema): JsonSchema =>
      JSON.parse(JSON.stringify(part), (key, value) => {
        if (key !== '$ref' || typeof value !== 'string') return value
        return `#/components/schemas/${value === '#' ? name : value.replace('#/$defs/', `${name}.`)}`
      })
    for (const [key, definition] of Object.entries($defs))
      schemas[`${name}.${key}`] = moved(definition as JsonSchema)
    const isReferred = JSON.stringify([schema, $defs]).includes('"$ref":"#"')
    if (!isReferred) return moved(schema)
    schemas[name] = moved(schema)
    return { $ref: `#/components/schemas/${name}` }
  }
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
    requestId: {
      type: 'string',
      description: 'Missing where the server refused before the API saw the request',
    },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { where: { type: 'string' }, expected: { type: 'string' }, received: { type: 'string' } },
        required: ['where', 'expected', 'received'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail'],
}

const problemResponse = {
  description: 'Any other answer',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
