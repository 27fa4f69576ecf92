import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodePairs, mergePairs, type Pairs } from '../../../client/requests/pairs.ts'

const merged: [name: string, session: Pairs | undefined, request: Pairs | undefined, sent: string][] = [
  ['those of the session alone are sent', { a: 1 }, undefined, 'a=1'],
  ['those of the request alone are sent', undefined, { b: 2 }, 'b=2'],
  ['those of the request go before those of the session by name', { a: 1, b: 1 }, { b: 2 }, 'a=1&b=2'],
  ['null in the request takes one of the session away', { a: 1, b: 1 }, { b: null }, 'a=1'],
  ['a list of pairs is sent without those of the session', { a: 1 }, [['b', 2]], 'b=2'],
  ['text is sent without those of the session', { a: 1 }, 'b=2', 'b=2'],
  ['an object is sent without a list of the session', [['a', 1]], { b: 2 }, 'b=2'],
  ['an object is sent without a text of the session', 'a=1', { b: 2 }, 'b=2'],
]

for (const [name, session, request, sent] of merged) {
  test(`pairs: ${name}`, () => assert.equal(encodePairs(mergePairs(session, request) ?? ''), sent))
}

const written: [pairs: Pairs, text: string][] = [
  [{ k: ['a', null, undefined, 'b'], n: null, u: undefined, empty: '', zero: 0 }, 'k=a&k=b&empty=&zero=0'],
  [
    [
      ['b', 1],
      ['n', null],
      ['a', false],
      ['b', 3],
    ],
    'b=1&a=false&b=3',
  ],
  ['q=ä b', 'q=ä b'],
]

for (const [pairs, text] of written) {
  test(`${JSON.stringify(pairs)} is written as ${text}`, () => assert.equal(encodePairs(pairs), text))
}
