import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Example, exampleOf } from '../../../../../client/plan/openapi/example.ts'
import type { Unmade } from '../../../../../client/plan/openapi/made-up/made.ts'

export const written = (value: unknown): Example => ({ value, invented: false })
export const invented = (value: unknown): Example => ({ value, invented: true })
export const none = (why: string, ...at: string[]): Unmade => ({ why, at })

/** A test for each schema: what is made of it. */
export function makes(
  cases: [title: string, schema: unknown, made: Example | Unmade][],
  document = {},
): void {
  for (const [title, schema, made] of cases)
    test(title, () => assert.deepEqual(exampleOf(document, schema), made))
}
