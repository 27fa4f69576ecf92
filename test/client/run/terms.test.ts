import assert from 'node:assert/strict'
import { test } from 'node:test'
import { termsFor } from '../../../client/run/terms.ts'

const call = { name: 'GET /a', method: 'GET', path: '/a' }

test('what the command line gives is known by its headers and keys', () => {
  const { given, lack, keysFor } = termsFor(['ada', 'p'], { bearer: 't', apiKey: [['Key', 'k']] })
  assert.deepEqual(given, {
    headers: new Map([['authorization', `Basic ${btoa('ada:p')}`]]),
    keys: new Map([['Key', 'k']]),
  })
  const secured = { ...call, security: [['query q as Key']] }
  assert.deepEqual(keysFor(secured), [{ in: 'query', name: 'q', value: 'k' }])
  assert.equal(lack(secured), undefined)
  assert.match(lack({ ...call, security: [['cookie sid']] }) ?? '', /^wants credentials/)
})

for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
  test(`${method} is sent, and with --safe if it changes nothing`, () => {
    assert.equal(termsFor(undefined, {}).refusal({ ...call, method }), undefined)
    const refusal = termsFor(undefined, { safe: true }).refusal({ ...call, method })
    assert.equal(refusal, ['GET', 'HEAD'].includes(method) ? undefined : '--safe sends only GET and HEAD')
  })
}
