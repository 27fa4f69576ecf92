import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonText, shapeOf } from '../../../../client/report/page/shape.ts'

const common = (...messages: string[]) => commonText(messages.map(message => shapeOf(message)))
const isAlike = (a: string, b: string) => shapeOf(a).key === shapeOf(b).key

test('a value that is the same for all stays, one that differs is left out', () => {
  assert.equal(
    common('d: expected 3.6, got 2.5', 'd: expected 3.6, got -7e-9', 'd: expected 3.6, got 2.5'),
    'd: expected 3.6, got …',
  )
})

test('a text is a value with all that is quoted in it, and when it was cut', () => {
  assert.equal(common(String.raw`m: got "a \"1\" b"`, 'm: got "…', 'm: got ""'), 'm: got …')
})

test('the name of a field is no value', () => {
  assert.ok(isAlike('name is missing in {"nom":"Ada"}', 'name is missing in {"nom":"Grace"}'))
  assert.ok(!isAlike('name is missing in {"nom":"Ada"}', 'name is missing in {"nome":"Ada"}'))
})

test('the number of a place is no value', () => {
  assert.ok(!isAlike('a[0]: got 1', 'a[1]: got 1'))
  assert.ok(!isAlike('a1 is missing', 'a2 is missing'))
  assert.ok(isAlike('got [1,2]', 'got [3,2]'))
})

test("a host's own name is a value, with characters that patterns have", () => {
  const [one, other] = [
    shapeOf('refused by [::1]:5000', ['[::1]:5000', '[::1]']),
    shapeOf('refused by vcm-1', ['vcm-1']),
  ]
  assert.equal(one.key, other.key)
  assert.equal(commonText([one, other]), 'refused by …')
})

test('of one message nothing is left out', () => {
  const message = 'sent {"a":[2,4]}: distance is a string: expected 3.6, got "3.6"; a[0] is 404 NOT FOUND'
  assert.equal(common(message), message)
})
