/** The lecture's calls tell right code from code that is nearly right. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { run } from '../../../client/run/run.ts'
import { openServer } from '../../../client/run/server.ts'
import { type Route, serveLecture } from '../lecture-server.ts'

/** The calls of which a server with these routes gives a wrong answer. */
async function wrongOf(t: TestContext, routes: Record<string, Route>): Promise<string[]> {
  const baseUrl = await serveLecture(t, routes)
  const results = await run(openServer({ baseUrl, notes: [] }, { timeout: 10 }), lectureCalls)
  return results.filter(({ verdict }) => verdict === 'wrong').map(({ call }) => call.name)
}

test('a server as in the lecture is right, though it has nothing at /', async t => {
  assert.deepEqual(await wrongOf(t, {}), [])
})

const status =
  (code: number, value: (url: string) => unknown): Route =>
  ({ url = '' }, response) => {
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(value(url)))
  }

const names: [title: string, route: Route][] = [
  ['with another status', status(201, () => ({ name: 'Ada' }))],
  ['without a name', status(200, () => ({ nam: 'Ada' }))],
  ['whose name is no text', status(200, () => ({ name: 1 }))],
  ['whose name is empty', status(200, () => ({ name: '' }))],
  ['that is a text', status(200, () => 'Ada')],
]

for (const [title, route] of names) {
  test(`an answer of /name ${title} is wrong`, async t => {
    assert.deepEqual(await wrongOf(t, { 'GET /name': route }), ['GET /name'])
  })
}

const hellos: [title: string, code: number, message: string][] = [
  ['with another status', 201, 'Hello there, John McCarthy'],
  ['with a name in other letters', 200, 'Hello there, John Mccarthy'],
]

for (const [title, code, message] of hellos) {
  test(`an answer of /hello ${title} is wrong`, async t => {
    const routes = { 'GET /hello/*': status(code, () => ({ message })) }
    assert.deepEqual(await wrongOf(t, routes), ['GET /hello'])
  })
}

type Point = [x: number, y: number]
const straight = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])
const whole = ([x, y]: Point): Point => [Math.trunc(x), Math.trunc(y)]
const positive = ([x, y]: Point): Point => [Math.abs(x), Math.abs(y)]

/** What is answered for two points, and for how many of the two calls it is wrong. */
const distances: [title: string, answer: (a: Point, b: Point) => unknown, wrong: number][] = [
  ['with the distance alone', (a, b) => ({ distance: straight(a, b) }), 2],
  ['with other points', (a, b) => ({ distance: straight(a, b), a: b, b: a }), 2],
  ['without a distance', (a, b) => ({ a, b }), 2],
  ['with the square', (a, b) => ({ distance: straight(a, b) ** 2, a, b }), 2],
  [
    'with the sum of the sides',
    (a, b) => ({ distance: Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]), a, b }),
    2,
  ],
  ['of whole numbers', (a, b) => ({ distance: straight(whole(a), whole(b)), a, b }), 1],
  ['of numbers without a sign', (a, b) => ({ distance: straight(positive(a), positive(b)), a, b }), 1],
  ['that looks only at x', (a, b) => ({ distance: Math.abs(a[0] - b[0]), a, b }), 2],
]

for (const [title, answer, wrong] of distances) {
  test(`an answer of /distance ${title} is wrong`, async t => {
    const route: Route = (_request, _response, body) => {
      const { a, b } = JSON.parse(body)
      return answer(a, b)
    }
    assert.deepEqual(await wrongOf(t, { 'POST /distance': route }), Array(wrong).fill('POST /distance'))
  })
}

test('an answer of /distance with another status is wrong', async t => {
  const route: Route = (_request, response, body) => {
    const { a, b } = JSON.parse(body)
    response.writeHead(201).end(JSON.stringify({ distance: straight(a, b), a, b }))
  }
  assert.deepEqual(await wrongOf(t, { 'POST /distance': route }), ['POST /distance', 'POST /distance'])
})

test("the second call has the points of which the lecture's mistakes give another distance", () => {
  assert.deepEqual(
    lectureCalls.slice(3).map(({ json }) => json),
    [
      { a: [2, 4], b: [5, 6] },
      { a: [1.25, 2.5], b: [-3.25, -3.5] },
    ],
  )
})
