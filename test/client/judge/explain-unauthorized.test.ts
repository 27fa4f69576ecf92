import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainUnauthorized } from '../../../client/judge/explain-unauthorized.ts'
import { answerOf, callOf } from './answer-of.ts'

const challenges: [challenge: string | undefined, hint: RegExp][] = [
  ['Bearer realm="x"', /^Give a token: --bearer TOKEN\.$/],
  ['Basic realm="x"', /^Put user:password@ in front of the host\.$/],
  ['Digest realm="x"', /^Put user:password@.*, or give a token/],
  [undefined, /^Put user:password@.*, or give a token/],
]

for (const [challenge, hint] of challenges) {
  test(`a server that wants ${challenge ?? 'anything'} gets no credentials without being asked`, () => {
    const headers = challenge === undefined ? undefined : { 'www-authenticate': challenge }
    const found = explainUnauthorized(callOf(), answerOf(401, 'who are you?', headers))
    assert.equal(found.problem, 'the server wants credentials')
    assert.match(found.hint ?? '', hint)
  })
}

const refused: [sent: string | undefined, hint: RegExp][] = [
  ['Basic eDp5', /name and the password right/],
  ['Bearer abc', /token right/],
  ['Token basic abc', /token right/],
  [undefined, /key right/],
]

for (const [sent, hint] of refused) {
  test(`${sent ?? 'a key of another header'} that is refused may be wrong`, () => {
    const headers = new Headers(sent === undefined ? {} : { authorization: sent })
    const call = { ...callOf(), ...(sent === undefined && { security: [['header X-API-Key']] }) }
    const found = explainUnauthorized(call, answerOf(401, '{"detail":"expired"}', {}, { headers }))
    assert.equal(found.problem, 'the server refuses the credentials (it says: expired)')
    assert.match(found.hint ?? '', hint)
    const silent = explainUnauthorized(call, answerOf(401, '', {}, { headers }))
    assert.equal(silent.problem, 'the server refuses the credentials')
  })
}
