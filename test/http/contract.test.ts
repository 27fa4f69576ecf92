/** The examples of the table are its tests: a new entry of src/routes.ts is tested here without an edit. */
import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { type Example, endpointOf, type Route, type Routes } from '../../src/http/route.ts'
import { isText } from '../../src/http/schema.ts'
import { app } from '../../src/main.ts'
import { routes } from '../../src/routes.ts'

for (const route of Object.values<Route>(routes satisfies Routes)) {
  for (const [i, example] of route.examples.entries()) {
    test(`${route.endpoint} answers ${example.name ?? `example${i + 1}`} as the table says`, async () => {
      const answer = await call(route, example)
      assert.equal(answer.status, route.status ?? 200, answer.text)
      if (route.status === 204) assert.equal(answer.text, '')
      else if (isText(route.returns)) assertText(answer, example)
      else assertJson(answer, example)
    })
  }
}

function call(route: Route, { params = {}, query = {}, body }: Example) {
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
