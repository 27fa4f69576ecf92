import type { Expectation } from '../../call.ts'
import { once } from '../../made-once.ts'
import { withinTime } from '../../time-limit.ts'
import { standaloneSchema } from './schema.ts'

/** Milliseconds in which a schema must be converted: it comes from the server that is checked. */
const timeLimit = 2000

/** The words of an expectation that are schemas. */
const schemaWords = ['schema', 'itemSchema'] as const

/**
 * An expectation whose schemas, until now the document's own, stand alone. They are converted when they are first read: `--list`
 * reads none, a run only those of the answers that come, and one may have half of a large document in it.
 *
 * Reading one throws a TimeLimitError or a RangeError if it describes more work than a schema should.
 */
export function withSchemasAlone(document: unknown, expectation: Expectation): Expectation {
  const alone = { ...expectation }
  for (const word of schemaWords) {
    const schema = expectation[word]
    if (schema === undefined) continue
    const converted = once(() => withinTime(timeLimit, () => standaloneSchema(document, schema)))
    Object.defineProperty(alone, word, { get: converted, enumerable: true })
  }
  return alone
}
