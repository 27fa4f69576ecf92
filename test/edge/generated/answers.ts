import assert from 'node:assert/strict'
import type { Document, Operation } from './document.ts'
import { contentType } from './invalid.ts'
import type { Reply } from './request.ts'

/**
 * Checks the answer to a right input: a good one that fits its schema, or another that the handler chose. A handler may say
 * that there is no patient 7, which no schema can; what the machinery says of wrong input would be wrong here.
 */
export function assertGood(document: Document, { status, answer }: Operation, reply: Reply): void {
  if (isOfHandler(reply)) return
  assert.equal(reply.status, status, reply.text)
  assert.ok(reply.type.startsWith(answer?.type ?? ''), reply.type)
  const value = answer?.type === 'application/json' ? JSON.parse(reply.text) : reply.text
  assert.ok(answer ? document.fits(answer.schema, value) : value === '', reply.text)
}

function isOfHandler({ status, text }: Reply): boolean {
  const ofMachinery = [400, 405, 408, 413, 414, 415, 417, 431]
  return status > 400 && status < 500 && !ofMachinery.includes(status) && !/There is no [A-Z]+ \//.test(text)
}

/** Checks that a wrong input was refused, and that the answer says where it is wrong. */
export function assertNamed({ status, text }: Reply, where: string): void {
  const { detail, errors = [] } = JSON.parse(text)
  if (where === contentType) {
    assert.equal(status, 415, text)
    assert.match(detail, /The body must be JSON .*came as/)
    return
  }
  assert.equal(status, 400, text)
  const places: string[] = errors.map((error: { where: string }) => error.where)
  // A part that is wrong inside is named by what is wrong there; one that a choice has, by the choice.
  const isNamed = places.some(place => place === where || isWithin(place, where) || isWithin(where, place))
  assert.ok(
    isNamed || (where === 'body' && detail.startsWith('The body is empty')),
    `${where} is not named by ${text}`,
  )
}

function isWithin(place: string, whole: string): boolean {
  return place.startsWith(`${whole}.`) || place.startsWith(`${whole}[`)
}
