import assert from 'node:assert/strict'
import { test } from 'node:test'
import { definedAt, keepPlace } from '../../src/http/defined-at.ts'
import { route } from '../../src/http/route.ts'
import { answersNothing } from './app-of.ts'

/** The number of the line that calls this. */
const lineHere = () => Number(/:(\d+):\d+\)?$/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1])

test('a route knows the file and the line that defined it', () => {
  const here = lineHere()
  const defined = route('GET /', { ...answersNothing, handler: () => ({}) })
  assert.equal(definedAt(defined), `test/http/defined-at.test.ts:${here + 1}`)
})

test('a function that makes routes is where they are defined', () => {
  const make = () => route('GET /', { ...answersNothing, handler: () => ({}) })
  assert.equal(definedAt(make()), definedAt(make()))
})

test('an entry that was made without route(), or copied, has no line', () => {
  const entry = { endpoint: 'GET /', ...answersNothing, handler: () => ({}) } as const
  assert.equal(definedAt(entry), undefined)
  assert.equal(definedAt({ ...route('GET /', { ...answersNothing, handler: () => ({}) }) }), undefined)
})

test('a copy may be given the line of its original, if that has one', () => {
  const original = route('GET /', { ...answersNothing, handler: () => ({}) })
  assert.equal(definedAt(keepPlace({ ...original }, original)), definedAt(original))
  assert.equal(definedAt(keepPlace({}, { ...original })), undefined)
})

test('the place of its definition is no field of a route', () => {
  const defined = route('GET /', { ...answersNothing, handler: () => ({}) })
  assert.deepEqual(Reflect.ownKeys(defined).sort(), ['endpoint', 'examples', 'handler', 'returns', 'summary'])
})

test('as many lines of later stacks are kept as before', () => {
  const before = Error.stackTraceLimit
  route('GET /', { ...answersNothing, handler: () => ({}) })
  assert.equal(Error.stackTraceLimit, before)
})
