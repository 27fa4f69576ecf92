import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyText, place, valueAt } from '../../src/http/place.ts'

test('a place reads as one would write it in JavaScript', () => {
  assert.equal(place('body', ['points', 1, 'x']), 'body.points[1].x')
  assert.equal(place('query', []), 'query')
})

test('of a key of more than 60 characters the beginning stays', () => {
  assert.equal(keyText('k'.repeat(60)), 'k'.repeat(60))
  assert.equal(keyText('k'.repeat(61)), `${'k'.repeat(60)}…`)
  assert.equal(place('body', ['k'.repeat(61), 'x']), `body.${'k'.repeat(60)}….x`)
})

test('of a place of more than 200 characters the beginning and the end stay', () => {
  const keys = (last: string) => ['a'.repeat(60), 'b'.repeat(60), 'c'.repeat(60), last]
  const whole = `body.${keys('d'.repeat(12)).join('.')}`
  assert.equal(whole.length, 200)
  assert.equal(place('body', keys('d'.repeat(12))), whole)
  const long = `body.${keys('d'.repeat(13)).join('.')}`
  assert.equal(place('body', keys('d'.repeat(13))), `${long.slice(0, 100)}…${long.slice(-100)}`)
})

test('of a place of very many keys the first ones and the last ones stay', () => {
  const told = place('body', ['first', ...Array<number>(100_000).fill(0), 'last'])
  assert.equal(told, `body.first${'[0]'.repeat(30)}…${'[0]'.repeat(32).slice(-95)}.last`)
})

const value = { a: [{ b: 7 }], none: null, text: 'abc' }

test('a path leads to a value in objects and lists', () => {
  assert.equal(valueAt(value, ['a', 0, 'b']), 7)
  assert.equal(valueAt(value, ['none']), null)
  assert.equal(valueAt(value, []), value)
})

test('a path to what is not there, or not its own, leads to nothing', () => {
  for (const path of [['b'], ['a', 1], ['none', 'x'], ['text', 'length'], ['toString'], ['a', 'at']])
    assert.equal(valueAt(value, path), undefined, path.join('.'))
})
