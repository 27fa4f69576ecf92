import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headersFor } from '../../../client/run/credentials.ts'
import { lackOf, unusedKeys } from '../../../client/run/security.ts'

type Flags = Parameters<typeof headersFor>[0]

const key: [string, string] = ['x-api-key', 'k']
const call = { name: 'GET /a', method: 'GET', path: '/a' }

const given = (flags: Flags) => ({ headers: headersFor(flags, undefined), keys: new Map(flags.apiKey) })

const lacks: [security: string[][], flags: Flags, lack: string | undefined][] = [
  [[['bearer']], {}, 'wants credentials (bearer): --bearer TOKEN'],
  [[['bearer']], { bearer: 't' }, undefined],
  [[['bearer']], { header: [['Authorization', 'bearer t']] }, undefined],
  [[['bearer']], { user: ['ada', 'p'] }, 'wants credentials (bearer): --bearer TOKEN'],
  [[['basic']], {}, 'wants credentials (basic): --user NAME:PASSWORD'],
  [[['basic']], { user: ['ada', 'p'] }, undefined],
  [[['header X-API-Key']], {}, 'wants credentials (header X-API-Key): --api-key X-API-Key=VALUE'],
  [[['header X-API-Key']], { header: [key] }, undefined],
  [[['header X-API-Key as Key']], { apiKey: [key] }, undefined],
  [[['header X-API-Key as Key']], { apiKey: [['Key', 'k']] }, undefined],
  [[['header a key']], {}, 'wants credentials (header a key): --api-key a key=VALUE'],
  [[['http Digest']], {}, "wants credentials (http Digest): --header 'Authorization: Digest …'"],
  [[['http Digest']], { header: [['Authorization', 'Digest x']] }, undefined],
  [[['query key as Q']], { bearer: 't' }, 'wants credentials (query key): --api-key key=VALUE'],
  [[['query key as Q']], { apiKey: [['Q', 'k']] }, undefined],
  [[['query Key']], { apiKey: [['key', 'k']] }, 'wants credentials (query Key): --api-key Key=VALUE'],
  [[['cookie sid']], {}, 'wants credentials (cookie sid): --api-key sid=VALUE'],
  [[['cookie sid']], { header: [['Cookie', 'a=1; sid=2']] }, undefined],
  [[['a certificate of the client']], {}, 'wants credentials (a certificate of the client)'],
  [
    [['bearer'], ['header X-API-Key']],
    {},
    'wants credentials (bearer, or header X-API-Key): --bearer TOKEN, or --api-key X-API-Key=VALUE',
  ],
  [[['bearer'], ['header X-API-Key']], { header: [key] }, undefined],
  [[['bearer', 'header X-API-Key']], { header: [key] }, 'wants credentials (bearer): --bearer TOKEN'],
]

for (const [security, flags, lack] of lacks) {
  test(`with ${JSON.stringify(flags)}, a call of ${JSON.stringify(security)} ${lack ?? 'has what it wants'}`, () => {
    assert.equal(lackOf({ ...call, security }, given(flags)), lack)
  })
}

test('a key that no call wants is named', () => {
  const keys = given({
    apiKey: [
      ['Key', 'k'],
      ['other', 'k'],
    ],
  })
  const calls = [{ ...call, security: [['bearer'], ['query key as Key']] }]
  assert.deepEqual(unusedKeys(calls, keys), ['other'])
})
