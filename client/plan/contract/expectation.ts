import type { Expectation } from '../../call.ts'
import { UsageError } from '../../command-line/usage-error.ts'
import { keysOf, valueAt } from '../../json-pointer.ts'
import { isObject } from '../../untrusted.ts'
import { expectationKeys } from './keys.ts'
import { refuseMisshapen } from './shape.ts'

/** What must stand in `value` where these point: with nothing there, they would change nothing. */
const pointedAt = {
  anyOrder: { what: 'list', fits: Array.isArray },
  ignoreCase: { what: 'text', fits: hasText },
  contains: { what: 'text or list', fits: value => typeof value === 'string' || Array.isArray(value) },
} satisfies Partial<Record<keyof Expectation, { what: string; fits: (value: unknown) => boolean }>>

/** @throws {UsageError} if it has an unknown key, a value of a wrong type, or a pointer to nothing that it could be about */
export function refuseWrongExpectation(expect: Record<string, unknown>, where: string): void {
  refuseMisshapen(expect, expectationKeys, where, 'expect')
  for (const [key, { what, fits }] of Object.entries(pointedAt)) {
    for (const pointer of (expect[key] ?? []) as string[]) {
      const isPointer = pointer === '' || pointer.startsWith('/')
      if (isPointer && fits(valueAt(expect.value, keysOf(pointer)))) continue
      throw new UsageError(
        `${where}: expect.${key} has ${JSON.stringify(pointer)}, but no ${what} stands there in expect.value`,
      )
    }
  }
}

function hasText(value: unknown): boolean {
  if (typeof value === 'string') return true
  return (Array.isArray(value) || isObject(value)) && Object.values(value).some(hasText)
}
