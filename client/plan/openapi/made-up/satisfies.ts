import type { OutputUnit } from '@cfworker/json-schema'
import { loadedOnce } from '../../../made-once.ts'
import { standaloneSchema } from '../schema.ts'

/** Few documents have a value to try. */
const validatorModule = loadedOnce<typeof import('@cfworker/json-schema')>('@cfworker/json-schema')

/** Whether a value to send has all that its schema says, as far as that can be checked. */
export function satisfies(document: unknown, schema: unknown, value: unknown): boolean {
  return misfit(document, schema, value) === undefined
}

/** The keyword that a value to send breaks; undefined for none, and where the schema cannot be checked. */
export function misfit(document: unknown, schema: unknown, value: unknown): OutputUnit | undefined {
  try {
    const { Validator } = validatorModule()
    const validator = new Validator(standaloneSchema(document, schema, 'writeOnly') as object, '2020-12')
    return validator.validate(value).errors.at(-1)
  } catch {
    // The validator refuses patterns of other languages, overflows where a schema refers to itself alone, and stumbles over
    // whatever else a stranger has written.
    return undefined
  }
}
