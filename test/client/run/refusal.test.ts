import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headersFor } from '../../../client/run/credentials.ts'
import { refusalOf } from '../../../client/run/refusal.ts'

const key: [string, string] = ['x-api-key', 'k']

const cases: [security: string[][], given: Parameters<typeof headersFor>[0], reason: string | undefined][] = [
  [[['bearer']], {}, 'it wants a bearer token: --bearer TOKEN'],
  [[['bearer']], { bearer: 't' }, undefined],
  [[['bearer']], { header: [['Authorization', 'bearer t']] }, undefined],
  [[['bearer']], { user: ['ada', 'p'] }, 'it wants a bearer token: --bearer TOKEN'],
  [[['basic']], {}, 'it wants a name and a password: --user NAME:PASSWORD'],
  [[['basic']], { user: ['ada', 'p'] }, undefined],
  [[['header X-API-Key']], {}, "it wants an API key: --header 'X-API-Key: …'"],
  [[['header X-API-Key']], { header: [key] }, undefined],
  [[['http Digest']], {}, "it wants Digest credentials: --header 'Authorization: Digest …'"],
  [[['http Digest']], { header: [['Authorization', 'Digest x']] }, undefined],
  [[['query key']], { bearer: 't' }, 'it wants an API key in the query (key), which is not sent'],
  [[['cookie sid']], {}, 'it wants an API key in the cookie (sid), which is not sent'],
  [[['a certificate of the client']], {}, 'it wants a certificate of the client, which is not sent'],
  [
    [['bearer'], ['header X-API-Key']],
    {},
    "it wants a bearer token: --bearer TOKEN, or an API key: --header 'X-API-Key: …'",
  ],
  [[['bearer'], ['header X-API-Key']], { header: [key] }, undefined],
  [[['bearer', 'header X-API-Key']], { header: [key] }, 'it wants a bearer token: --bearer TOKEN'],
]

for (const [security, given, reason] of cases) {
  test(`with ${JSON.stringify(given)}, a call that wants ${JSON.stringify(security)} is ${reason ?? 'sent'}`, () => {
    const call = { name: 'GET /a', method: 'GET', path: '/a', security }
    assert.equal(refusalOf(call, headersFor(given, undefined), false), reason)
  })
}

test('--safe lets only GET and HEAD through', () => {
  const reasons = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'].map(method =>
    refusalOf({ name: '', method, path: '/' }, new Headers(), true),
  )
  const skipped = '--safe sends only GET and HEAD'
  assert.deepEqual(reasons, [undefined, undefined, skipped, skipped, skipped])
})
