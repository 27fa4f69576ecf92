import { STATUS_CODES } from 'node:http'
import type { JsonSchema } from './json-schema.ts'

/** The body of every answer that is not the good one. */
export const problemSchema: JsonSchema = {
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

/** What an operation may answer, besides what it says itself. */
export const problemResponse = problemAnswer('Any other answer')

/** @param examples by name; none unless given. */
export function problemAnswer(description: string, examples?: Record<string, object>): object {
  const schema = { $ref: '#/components/schemas/Problem' }
  return { description, content: { 'application/problem+json': { schema, examples } } }
}

/** A problem as an example shows it. Its detail is for people to read: programs have no business with it. */
export function problemExample(status: number, detail: string): object {
  return {
    value: { type: 'about:blank', title: titleOf(status), status, detail },
    'x-varies': ['/detail'],
  }
}

export function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'Unknown'
}
