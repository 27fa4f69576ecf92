import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Express } from 'express'
import supertest from 'supertest'
import { isText } from '../../src/http/json-schema.ts'
import { type Example, endpointOf, type Route, type Routes } from '../../src/http/route.ts'

/** The examples of a table are its tests: each is called in the table's order, and must be answered as it says. */
export function testExamples(app: Express, routes: Routes): void {
  for (const route of Object.values(routes)) {
    for (const [i, example] of route.examples.entries()) {
      test(`${route.endpoint} answers ${example.name ?? `example${i + 1}`} as the table says`, async () => {
        const answer = await call(app, route, example)
        assert.equal(answer.status, route.status ?? 200, answer.text)
        if (route.status === 204) assert.equal(answer.text, '')
        else if (isText(route.returns)) assertText(answer, example)
        else assertJson(answer, example)
      })
    }
  }
}

function call(app: Express, route: Route, { params = {}, query = {}, body }: Example) {
  const { method, path } = endpointOf(route)
  const url = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name])))
  const request = supertest(app)[method.toLowerCase() as 'get'](url).query(query)
  return body === undefined ? request : request.type('json').send(JSON.stringify(body))
}

function assertText({ type, text }: supertest.Response, { returns }: Example): void {
  assert.equal(type, 'text/plain')
  assert.equal(text, returns)
}

function assertJson({ type, text }: supertest.Response, { returns }: Example): void {
  assert.equal(type, 'application/json')
  assert.deepEqual(JSON.parse(text), returns)
}
