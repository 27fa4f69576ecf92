import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { checkRoutes } from '../../src/http/check-routes.ts'
import type { Route } from '../../src/http/route.ts'
import { faultsOf, routeWith } from './wrong-table.ts'

/** A route that reads a header of this name. */
function reading(name: string): Route {
  return routeWith('GET /', {
    headers: z.object({ [name]: z.string() }),
    examples: [{ headers: { [name]: 'x' }, returns: {} }],
  })
}

function setting(name: string): Route {
  return routeWith('GET /', { sets: { [name]: '' } })
}

/** What is wrong, the route, and all that is said of it. */
const faults: Record<string, [route: Route, fault: string]> = {
  'a header in upper case': [reading('If-Match'), 'headers has If-Match; write if-match, as Node gives it'],
  'the header that a guard reads': [
    reading('authorization'),
    'headers cannot have authorization: a guard reads it',
  ],
  'the same one in upper case': [
    reading('Authorization'),
    'headers cannot have Authorization: a guard reads it',
  ],
  'the type of the body': [
    reading('content-type'),
    'headers cannot have content-type: a body is always JSON',
  ],
  'the wanted type': [reading('accept'), 'headers cannot have accept: an answer is always JSON or text'],
  'a header that no request can have': [
    reading('if match'),
    'headers has "if match", which is no name of a header',
  ],
  'a header without a name': [reading(''), 'headers has "", which is no name of a header'],
  'an answer that sets its type': [
    setting('Content-Type'),
    'sets cannot have Content-Type: it follows from the body',
  ],
  'an answer that sets its length': [
    setting('content-length'),
    'sets cannot have content-length: it follows from the body',
  ],
  'an answer that sets how it is transferred': [
    setting('Transfer-Encoding'),
    'sets cannot have Transfer-Encoding: it follows from the body',
  ],
  'a header that no answer can have': [setting('Läng'), 'sets has "Läng", which is no name of a header'],
}

for (const [name, [culprit, fault]] of Object.entries(faults)) {
  test(`${name} stops the program`, () => {
    assert.deepEqual(faultsOf({ culprit }), [fault])
  })
}

for (const name of ['if-match', 'x-api-key', 'cookie', 'accept-language'])
  test(`an entry may read ${name}`, () => checkRoutes({ fine: reading(name) }))

for (const name of ['Location', 'etag', 'Set-Cookie', 'X-Frame-Options'])
  test(`an entry may set ${name}`, () => checkRoutes({ fine: setting(name) }))
