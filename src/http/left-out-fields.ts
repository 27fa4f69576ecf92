import { log } from '../log.ts'
import { entryName } from './defined-at.ts'
import type { Route } from './route.ts'

/**
 * Tells in the log, once for each field, what an entry's handler returns and its `returns` does not name: such a field is
 * left out of the answer, often unintentionally. Only in development (NODE_ENV), where it may take its time; else it is
 * undefined.
 *
 * @param name the entry's key in the table
 */
export function tellLeftOutFields(
  name: string,
  route: Route,
): ((returned: unknown, sent: unknown) => void) | undefined {
  if (process.env.NODE_ENV !== 'development') return undefined
  const told = new Set<string>()

  return function tell(returned, sent) {
    for (const field of leftOut(returned, sent)) {
      if (told.has(field)) continue
      told.add(field)
      log.info(`${entryName(name, route)} leaves ${field} out of its answer: its returns does not name it`)
    }
  }
}

/** The places of what the handler returned and the answer lacks: `id`, `posts[].title`. JSON has no undefined to leave out. */
function* leftOut(returned: unknown, sent: unknown, at = ''): Generator<string> {
  if (returned === sent || !isObject(returned) || !isObject(sent)) return
  for (const [key, value] of Object.entries(returned)) {
    const place = Array.isArray(returned) ? `${at}[]` : at === '' ? key : `${at}.${key}`
    if (Object.hasOwn(sent, key)) yield* leftOut(value, sent[key], place)
    else if (value !== undefined) yield place
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
