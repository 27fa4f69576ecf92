import type { Call } from '../../client/call.ts'
import { callsOf } from '../../client/plan/openapi.ts'

/** More references in a row than can be followed. */
const many = 20_000

const schemas = Object.fromEntries(
  Array.from({ length: many }, (_, index) => {
    const next = { $ref: `#/components/schemas/s${(index + 1) % many}` }
    return [`s${index}`, { type: 'object', properties: { next } }]
  }),
)
const schema = { $ref: '#/components/schemas/s0' }
const responses = { 200: { content: { 'application/json': { schema } } } }
const document = { openapi: '3.0.3', paths: { '/a': { get: { responses } } }, components: { schemas } }

/** A call of a document by whose schema no answer can be checked: it throws when it is read. */
export const unreadable = callsOf(document)[0] as Call
