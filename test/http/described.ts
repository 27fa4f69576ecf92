import assert from 'node:assert/strict'
import { Validator } from '@seriousme/openapi-schema-validator'
import { type MoreOperations, openApi } from '../../src/http/openapi.ts'
import type { Routes } from '../../src/http/route.ts'

/** A JSON document, whose parts a test picks by hand. */
// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect to find
export type Document = any

/** The document of a table, as it is sent. */
export function describeRoutes(routes: Routes, more?: MoreOperations): Document {
  return JSON.parse(JSON.stringify(openApi(routes, { title: 'Sample', version: '1.2.3' }, more)))
}

/** Fails unless a document is valid OpenAPI 3.1. */
export async function assertValid(document: Document): Promise<void> {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  assert.ok(valid, JSON.stringify(errors))
  assert.equal(validator.version, '3.1')
}
