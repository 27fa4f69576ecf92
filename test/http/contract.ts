import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@cfworker/json-schema'
import type { Express } from 'express'
import supertest from 'supertest'
import { inOrder } from '../../client/plan/order.ts'
import { endpointOf } from '../../src/http/endpoint.ts'
import { pointedAt, unmarked, varyingIn } from '../../src/http/example-marks.ts'
import {
  filledExample,
  type Lender,
  nameOfSource,
  shownExample,
  sourcesOf,
} from '../../src/http/fill-example.ts'
import { isText, jsonSchema } from '../../src/http/json-schema.ts'
import { headersOf } from '../../src/http/reply.ts'
import { type Example, exampleName, type Route, type Routes } from '../../src/http/route.ts'

/** Headers that sign in, for the entries that have a guard. */
export type Credentials = Record<string, string>

/** One example, and what is known of its call. */
type Call = { name: string; route: Route; example: Example; title: string }

/**
 * The examples of a table are its tests: each is called, in the order in which the client calls them, and must be answered
 * as it says. A route with a guard must also refuse whoever does not sign in.
 */
export function testExamples(app: Express, routes: Routes, credentials: Credentials = {}): void {
  const answers = new Map<unknown, supertest.Response>()

  for (const call of inOrder(callsOf(routes), about(routes))) {
    const { route, example, title } = call
    test(`${route.endpoint} answers ${title} as the table says`, async t => {
      const missing = sourcesOf(example).find(source => !answers.has(source.examples))
      if (missing !== undefined) return t.skip(`${missing.endpoint} failed, whose answer it needs`)
      const filled = filledExample(route, example, source => lender(answers.get(source.examples)))
      const answer = await send(app, route, filled, route.guard ? credentials : {})
      if (example.problem !== undefined) return assertProblem(answer, example.problem)
      assertGood(answer, route, example)
      if (!answers.has(route.examples)) answers.set(route.examples, answer)
    })
  }

  for (const route of Object.values(routes).filter(({ guard }) => guard !== undefined)) {
    test(`${route.endpoint} refuses a call that does not sign in`, async () => {
      const answer = await send(app, route, shownExample(route, route.examples[0] as Example), {})
      assertProblem(answer, 401)
      assert.match(answer.get('WWW-Authenticate')?.[0] ?? '', /^\w/)
    })
  }
}

/** In the order of the document, in which the methods of a path stand together. */
function callsOf(routes: Routes): Call[] {
  const entries = Object.entries(routes)
  const paths = entries.map(([, route]) => endpointOf(route).path)
  const grouped = entries.sort(
    ([, a], [, b]) => paths.indexOf(endpointOf(a).path) - paths.indexOf(endpointOf(b).path),
  )
  return grouped.flatMap(([name, route]) =>
    route.examples.map((example, index) => ({ name, route, example, title: exampleName(example, index) })),
  )
}

function about(routes: Routes) {
  return {
    id: ({ name }: Call) => name,
    uses: ({ example }: Call) => sourcesOf(example).flatMap(source => nameOfSource(routes, source) ?? []),
    // What must be refused deletes nothing.
    deletes: ({ route, example }: Call) =>
      endpointOf(route).method === 'DELETE' && example.problem === undefined,
  }
}

function lender(answer: supertest.Response | undefined): Lender {
  return { body: parsed(answer?.text), header: name => answer?.headers[name.toLowerCase()] }
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // an answer of text lends only its headers
  }
}

function send(app: Express, route: Route, example: Example, credentials: Credentials) {
  const { params = {}, query = {}, headers = {}, body } = example
  const { method, path } = endpointOf(route)
  const url = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name])))
  const sent = Object.entries({ ...headers, ...credentials }).map(([name, value]) => [name, String(value)])
  const request = supertest(app)
    [method.toLowerCase() as 'get'](url)
    .query(query)
    .set(Object.fromEntries(sent))
  return body === undefined ? request : request.type('json').send(JSON.stringify(body))
}

function assertGood(answer: supertest.Response, route: Route, { returns }: Example): void {
  const hint = answer.status === 401 ? 'test/api/credentials.ts says what the tests sign in with. ' : ''
  assert.equal(answer.status, route.status ?? 200, hint + answer.text)
  for (const [name, { required = true }] of headersOf(route.sets))
    if (required) assert.ok(answer.get(name), `the answer has no ${name}`)
  if (route.status === 204) {
    assert.equal(answer.text, '')
    return
  }
  const asText = isText(route.returns)
  assert.equal(answer.type, asText ? 'text/plain' : 'application/json')
  const got = asText ? answer.text : JSON.parse(answer.text)
  if (varyingIn(returns).length > 0) assertVarying(got, route)
  assert.deepEqual(
    got,
    unmarked(returns, (_, pointer) => pointedAt(got, pointer)),
  )
}

/** What varies is only held against the schema. */
function assertVarying(got: unknown, { returns }: Route): void {
  const { valid, errors } = new Validator(jsonSchema(returns, 'output') as object, '2020-12').validate(got)
  assert.ok(valid, errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`).join('\n'))
}

function assertProblem({ status, type, text }: supertest.Response, expected: number): void {
  assert.equal(status, expected, text)
  assert.equal(type, 'application/problem+json')
  const problem = JSON.parse(text)
  assert.equal(problem.status, expected)
  assert.equal(typeof problem.title, 'string')
  assert.equal(typeof problem.detail, 'string')
}
