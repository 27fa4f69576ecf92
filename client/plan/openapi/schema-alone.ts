import type { Expectation } from '../../call.ts'
import { once } from '../../made-once.ts'
import { withinTime } from '../../time-limit.ts'
import { standaloneSchema } from './schema.ts'

/** Milliseconds in which a schema must be converted: it comes from the server that is checked. */
const timeLimit = 2000

/**
 * An expectation whose schema, until now the document's own, stands alone. It is converted when it is first read: `--list` reads
 * none, a run only those of the answers that come, and one may have half of a large document in it.
 *
 * Reading it throws a TimeLimitError or a RangeError if it describes more work than a schema should.
 */
export function withSchemaAlone(document: unknown, { schema, ...rest }: Expectation): Expectation {
  if (schema === undefined) return rest
  const alone = once(() => withinTime(timeLimit, () => standaloneSchema(document, schema)))
  return {
    ...rest,
    get schema() {
      return alone()
    },
  }
}
