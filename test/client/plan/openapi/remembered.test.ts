import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remembered } from '../../../../client/plan/openapi/remembered.ts'

/** How often something has been made. */
function counted(): (document: unknown, described: Record<string, unknown>) => { made: number } {
  let made = 0
  return remembered(() => {
    made += 1
    return { made }
  })
}

test('what is made of an object is made once for each document', () => {
  const make = counted()
  const [one, other, described] = [{}, {}, {}]
  const made = [make(one, described), make(one, described), make(other, described), make(one, {})]
  assert.deepEqual(
    made.map(each => each.made),
    [1, 1, 2, 3],
  )
})

test('where the document is none, it is made each time', () => {
  const make = counted()
  const described = {}
  assert.deepEqual([make(5, described).made, make(5, described).made], [1, 2])
})
