import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headersFor } from '../../../client/run/credentials.ts'
import { keysFor, lackOf, type SentKey, unusedKeys } from '../../../client/run/security.ts'

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
  [
    [['bearer', 'query q']],
    {},
    'wants credentials (bearer and query q): --bearer TOKEN and --api-key q=VALUE',
  ],
  [[['query q'], ['query q as Q']], {}, 'wants credentials (query q): --api-key q=VALUE'],
  [[['a certificate'], ['basic']], {}, 'wants credentials (a certificate, or basic): --user NAME:PASSWORD'],
  [
    [['basic']],
    { header: [['Authorization', 'Basics x']] },
    'wants credentials (basic): --user NAME:PASSWORD',
  ],
  [[['query sid']], { header: [['Cookie', 'sid=2']] }, 'wants credentials (query sid): --api-key sid=VALUE'],
  [[['query sid']], { header: [['sid', '2']] }, 'wants credentials (query sid): --api-key sid=VALUE'],
  [[['cookie sid']], { header: [['Cookie', 'a=1;sid=2']] }, undefined],
  [
    [['cookie sid']],
    { header: [['Cookie', 'xsid=2; sid']] },
    'wants credentials (cookie sid): --api-key sid=VALUE',
  ],
  [[['cookie sid']], { header: [['sid', '2']] }, 'wants credentials (cookie sid): --api-key sid=VALUE'],
  [[['header X as Key']], { apiKey: [['key', 'k']] }, 'wants credentials (header X): --api-key X=VALUE'],
  [[['a certificate', 'bearer']], {}, 'wants credentials (a certificate and bearer): --bearer TOKEN'],
  [[['my header X']], {}, 'wants credentials (my header X)'],
  [[], {}, undefined],
  [[[]], {}, undefined],
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

test('a call of which nothing is said wants nothing, and gets no key', () => {
  assert.equal(lackOf(call, given({})), undefined)
  assert.deepEqual(keysFor(call, given({ apiKey: [['q', 'k']] })), [])
})

test('an anonymous call wants nothing, and gets no key', () => {
  const anonymous = { ...call, anonymous: true, security: [['query q']] }
  assert.equal(lackOf(anonymous, given({})), undefined)
  assert.deepEqual(keysFor(anonymous, given({ apiKey: [['q', 'k']] })), [])
})

const keys: [security: string[][] | undefined, flags: Flags, sent: SentKey[]][] = [
  [undefined, { apiKey: [['q', 'k']] }, []],
  [
    [['query q as Q']],
    {
      apiKey: [
        ['q', '1'],
        ['Q', '2'],
      ],
    },
    [{ in: 'query', name: 'q', value: '2' }],
  ],
  [[['header X as K']], { apiKey: [['x', '1']] }, [{ in: 'header', name: 'X', value: '1' }]],
  [[['query q'], ['cookie c']], { apiKey: [['c', '1']] }, [{ in: 'cookie', name: 'c', value: '1' }]],
  [[['query q', 'cookie c']], { apiKey: [['c', '1']] }, []],
  [
    [['bearer', 'query q', 'cookie c']],
    {
      bearer: 't',
      apiKey: [
        ['c', '1'],
        ['q', '2'],
      ],
    },
    [
      { in: 'query', name: 'q', value: '2' },
      { in: 'cookie', name: 'c', value: '1' },
    ],
  ],
  [[['header X']], { header: [['X', '1']] }, []],
]

for (const [security, flags, sent] of keys) {
  test(`with ${JSON.stringify(flags)}, ${sent.length} keys go with a call of ${JSON.stringify(security)}`, () => {
    assert.deepEqual(keysFor({ ...call, ...(security && { security }) }, given(flags)), sent)
  })
}
