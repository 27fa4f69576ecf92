/** A contract has a call that is made: one that checks nothing would end as if a server had failed. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseContract } from '../../../../client/plan/contract.ts'
import { runClient } from '../../run-client.ts'
import { temporaryFile } from '../../temporary-file.ts'

const read = (...calls: object[]) => parseContract(JSON.stringify(calls), 'c.json')
const skipped = { method: 'GET', path: '/a', skip: 'not before week 5' }

const refused: [calls: object[], reason: RegExp][] = [
  [[], /^c\.json has no calls$/],
  [[skipped], /^c\.json has no call that is made: GET \/a is skipped \(not before week 5\)$/],
  [[skipped, { method: 'GET', path: '/b', needs: ['GET /a'] }], /has no call that is made/],
  [[{ method: 'TRACE', path: '/' }], /is skipped \(fetch does not send TRACE\)/],
  [[{ method: 'GET', path: '/', headers: { 'a b': 'c' } }], /has no call that is made: GET \/ is skipped/],
  [[{ method: 'GET', path: '/', json: 1 }], /^call 1 of c\.json: a GET cannot carry a body/],
  [[{ method: 'HEAD', path: '/', form: {} }], /a HEAD cannot carry a body/],
  [
    [
      { method: 'POST', path: '/' },
      {
        method: 'GET',
        path: '/',
        needs: [{ call: 'POST /', value: '$response.body#/id', into: '$request.body#/id' }],
      },
    ],
    /^call 2 of c\.json: a GET cannot carry a body/,
  ],
]

for (const [calls, reason] of refused) {
  test(`${JSON.stringify(calls)} is refused with a reason`, () => {
    assert.throws(() => read(...calls), { name: 'UsageError', message: reason })
  })
}

test('a GET with a body is taken if it is skipped', () => {
  assert.equal(read({ ...skipped, json: 1 }, { method: 'GET', path: '/b' }).length, 2)
})

test('one call that is made is enough', () => {
  assert.equal(read(skipped, { method: 'GET', path: '/b' }, { method: 'TRACE', path: '/' }).length, 3)
})

describe('a contract that checks nothing ends with 2, and one line and the hint at --help', () => {
  test('with a host', async () => {
    const { code, stderr, stdout } = await runClient(['127.0.0.1:1', '--contract', '-'], { input: '[]' })
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' })
    assert.equal(stderr, '- has no calls\n(--help lists the flags)\n')
  })

  test('with a roster, which leaves optional calls out', async t => {
    const file = await temporaryFile(t, 'c.json', '[{ "method": "GET", "path": "/", "optional": true }]')
    const { code, stderr, stdout } = await runClient(['--roster', '-', '--contract', file], {
      input: 'host\n192.0.2.1\n',
    })
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' })
    assert.match(stderr, /c\.json has only optional calls, which a roster leaves out\n/)
  })
})
