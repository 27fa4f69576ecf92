import type { Call, Expectation } from '../../call.ts'
import { expectationKeys } from './keys.ts'
import { filledFor } from './placeholders.ts'
import { refuseWrongPointers } from './pointers.ts'
import { refuseMisshapen } from './shape.ts'

/** @throws {UsageError} if it has an unknown key, or a value of a wrong type */
export function refuseWrongExpectation(expect: Record<string, unknown>, where: string): void {
  refuseMisshapen(expect, expectationKeys, where, 'expect')
}

/**
 * @param call one whose keys and placeholders are right
 * @throws {UsageError} if what it expects has a pointer that is none, or leads to nothing that it could be about
 */
export function refuseUncheckable(call: Call, where: string): void {
  // A number that a run fills in is a text until then.
  const { expect = {} }: { expect?: Expectation } = filledFor(100_000_000, call)
  refuseWrongPointers(expect, where)
}
