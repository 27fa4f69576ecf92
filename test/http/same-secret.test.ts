import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameSecret } from '../../src/http/same-secret.ts'

test('the secret itself is the same', () => {
  for (const secret of ['x', 'correct horse', 'ä😀'.repeat(1000)])
    assert.equal(sameSecret(secret, secret), true)
})

for (const sent of ['', 'secre', 'secreT', 'secret ', 'secrets', 'Secret']) {
  test(`'${sent}' is not the same as 'secret'`, () => {
    assert.equal(sameSecret(sent, 'secret'), false)
  })
}

test('a secret that is not set is never the same', () => {
  for (const secret of [undefined, ''])
    for (const sent of ['', 'undefined', 'x']) assert.equal(sameSecret(sent, secret), false)
})
