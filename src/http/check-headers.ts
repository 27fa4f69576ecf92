import { validateHeaderName } from 'node:http'
import { headersOf } from './reply.ts'
import type { Route } from './route.ts'

/** Request headers that are described elsewhere: OpenAPI ignores them as parameters (3.1.1, Parameter Object). */
const describedElsewhere: Record<string, string> = {
  authorization: 'a guard reads it',
  'content-type': 'a body is always JSON',
  accept: 'an answer is always JSON or text',
}

/** Answer headers that follow from the body. */
const ofTheBody = ['content-type', 'content-length', 'transfer-encoding']

/** Finds headers, of requests or of answers, that cannot be. */
export function* headerFaults({ headers, sets }: Route): Generator<string> {
  for (const name of Object.keys(headers?.shape ?? {})) {
    const reason = describedElsewhere[name.toLowerCase()]
    if (reason !== undefined) yield `headers cannot have ${name}: ${reason}`
    else if (name !== name.toLowerCase())
      yield `headers has ${name}; write ${name.toLowerCase()}, as Node gives it`
    else yield* nameFaults('headers', name)
  }
  for (const [name] of headersOf(sets)) {
    if (ofTheBody.includes(name.toLowerCase())) yield `sets cannot have ${name}: it follows from the body`
    else yield* nameFaults('sets', name)
  }
}

function* nameFaults(part: string, name: string): Generator<string> {
  try {
    validateHeaderName(name)
  } catch {
    yield `${part} has ${JSON.stringify(name)}, which is no name of a header`
  }
}
