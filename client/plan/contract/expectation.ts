import type { Call, Expectation } from '../../call.ts'
import { UsageError } from '../../command-line/usage-error.ts'
import { isStream } from '../../media-type.ts'
import { isObject } from '../../untrusted.ts'
import { expectationKeys } from './keys.ts'
import { filledFor } from './placeholders.ts'
import { refuseWrongPointers } from './pointers.ts'
import { refuseWrongSchema } from './schema.ts'
import { refuseMisshapen } from './shape.ts'

/** @throws {UsageError} if it has an unknown key, or a value of a wrong type */
export function refuseWrongExpectation(expect: Record<string, unknown>, where: string): void {
  refuseMisshapen(expect, expectationKeys, where, 'expect')
}

/**
 * @param call one whose keys and placeholders are right
 * @throws {UsageError} if what it expects has a part that would check nothing: of a schema, or a pointer to nothing that it
 *   could be about
 */
export function refuseUncheckable(call: Call, where: string): void {
  // A number that a run fills in is a text until then.
  const { expect = {} }: { expect?: Expectation } = filledFor(100_000_000, call)
  const { schema, itemSchema, types } = expect
  if (schema !== undefined) refuseWrongSchema(schema, `${where}: expect.schema`)
  if (itemSchema !== undefined && !types?.some(isStream))
    throw new UsageError(
      `${where}: expect.itemSchema is looked at only where expect.types has a stream, such as "text/event-stream"`,
    )
  if (itemSchema !== undefined)
    refuseWrongSchema(itemSchema, `${where}: expect.itemSchema`, itemsBy(itemSchema))
  refuseWrongPointers(expect, where)
}

/** As the items of a stream are checked: together, as a list. */
function itemsBy(itemSchema: unknown): unknown {
  return { items: itemSchema, $defs: isObject(itemSchema) ? (itemSchema.$defs ?? {}) : {} }
}
