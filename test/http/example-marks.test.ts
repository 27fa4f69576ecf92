import assert from 'node:assert/strict'
import { test } from 'node:test'
import { borrowedIn, pointedAt, unmarked, varyingIn } from '../../src/http/example-marks.ts'
import { from, varies } from '../../src/http/example-values.ts'
import { routes } from './lecture.ts'

const name = from(routes.name, '/name')

test('varying parts are found in objects and lists, each with its JSON pointer', () => {
  const found = varyingIn({ id: varies(1), list: [1, { at: varies('noon') }], other: name, nothing: null })
  assert.deepEqual(
    found.map(({ pointer, mark }) => [pointer, mark.value]),
    [
      ['/id', 1],
      ['/list/1/at', 'noon'],
    ],
  )
})

test('values of earlier answers are found apart from what varies', () => {
  const found = borrowedIn({ id: varies(1), a: [name] })
  assert.deepEqual(
    found.map(({ pointer, mark }) => [pointer, mark.source.endpoint, mark.place]),
    [['/a/0', 'GET /name', '/name']],
  )
})

test('the pointer of a value that is a mark itself is empty', () => {
  assert.deepEqual(
    varyingIn(varies([1])).map(({ pointer }) => pointer),
    [''],
  )
})

test('what a varying part holds is all of it the one mark', () => {
  assert.equal(varyingIn(varies([{ id: varies(1) }])).length, 1)
})

test('odd keys are escaped in a pointer, and found by it', () => {
  const value = { 'a/b~c': { '~1': varies(1) }, '': varies(2) }
  const pointers = varyingIn(value).map(({ pointer }) => pointer)
  assert.deepEqual(pointers, ['/a~1b~0c/~01', '/'])
  assert.deepEqual(
    pointers.map(pointer =>
      pointedAt(
        unmarked(value, (_, at) => at),
        pointer,
      ),
    ),
    pointers,
  )
})

test('text, numbers, dates and nothing hold no marks', () => {
  for (const value of ['text', 7, null, undefined, new Date(), new Map([['a', varies(1)]])])
    assert.deepEqual(varyingIn(value), [])
})

test('each mark is replaced, and what is none stays as it is', () => {
  const date = new Date()
  const value = { id: varies(1), list: [name, 'x'], date, none: null }
  assert.deepEqual(
    unmarked(value, (_, pointer) => `at ${pointer}`),
    { id: 'at /id', list: ['at /list/0', 'x'], date, none: null },
  )
  assert.ok(value.id !== (1 as number), 'the example itself keeps its marks')
})

test('a pointer leads to a value in objects and lists', () => {
  const value = { a: [{ b: 7 }], none: null }
  assert.equal(pointedAt(value, '/a/0/b'), 7)
  assert.equal(pointedAt(value, '/none'), null)
  assert.equal(pointedAt(value, ''), value)
})

test('a pointer to what is not there leads to nothing', () => {
  const value = { a: [1], text: 'abc', none: null }
  for (const pointer of ['/b', '/a/1', '/a/length', '/text/0', '/none/x', '/toString', '/a/0/x', '/'])
    assert.equal(pointedAt(value, pointer), undefined, pointer)
  assert.equal(pointedAt(undefined, '/a'), undefined)
})

for (const [words, mark] of Object.entries({ 'varies()': varies(1), 'from()': name })) {
  test(`${words} within a text or a sum is an error where it is written`, () => {
    assert.throws(() => `W/${mark}`, /stands for a whole value/)
    assert.throws(() => Number(mark) + 1, /stands for a whole value/)
  })
}
