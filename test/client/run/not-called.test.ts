import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../client/call.ts'
import { notCalled, notCalledLine, notCalledLines } from '../../../client/run/not-called.ts'

const call = (name: string, rest: Partial<Call> = {}): Call => ({ name, method: 'GET', path: '/', ...rest })
const need = (name: string) => ({ needs: [{ call: name }] })
const take = (name: string) => ({
  needs: [{ call: name, value: '$response.body#/id', into: '$request.path.id' }],
})
const skip = 'not yet'

/** The reasons for the calls of these, in their order, if `POST` is refused by a flag. */
function reasonsFor(calls: Call[]): (string | undefined)[] {
  const reasons = notCalled(calls, ({ method }) => (method === 'POST' ? '--safe' : undefined))
  return calls.map(each => reasons.get(each))
}

const reasons: [what: string, calls: Call[], reasons: (string | undefined)[]][] = [
  ['by nothing', [call('a'), call('b', need('a'))], [undefined, undefined]],
  ['by a flag', [call('a', { method: 'POST' })], ['--safe']],
  ['by its own word, which goes before a flag', [call('a', { method: 'POST', skip })], [skip]],
  [
    'by a call that it needs',
    [call('a', { skip }), call('b', need('a')), call('c', take('b'))],
    [skip, 'needs a', 'needs b'],
  ],
  [
    'by one of several calls that it needs',
    [call('a'), call('a', { skip }), call('b', need('a'))],
    [undefined, skip, 'needs a'],
  ],
  [
    'by none of several that give a value, if one is made',
    [call('a'), call('a', { skip }), call('b', take('a'))],
    [undefined, skip, undefined],
  ],
  [
    'by all that give a value',
    [call('a', { skip }), call('a', { skip }), call('b', take('a'))],
    [skip, skip, 'needs a'],
  ],
  ['by a call that is not there', [call('b', need('a')), call('c', take('a'))], ['needs a', 'needs a']],
  ['by a call that comes later', [call('b', take('a')), call('a')], ['needs a', undefined]],
  [
    'by a call that is to be refused, which gives nothing',
    [call('a', { expect: { status: [400] } }), call('a', { skip }), call('b', take('a'))],
    [undefined, skip, 'needs a'],
  ],
  [
    'by the second call that it needs',
    [call('a'), call('b', { needs: [...need('a').needs, ...need('c').needs] })],
    [undefined, 'needs c'],
  ],
]

for (const [what, calls, expected] of reasons) {
  test(`a call is kept back ${what}`, () => assert.deepEqual(reasonsFor(calls), expected))
}

test('the calls of one reason are told in one line, and of how many of a name', () => {
  const calls = [
    call('a', { skip }),
    call('b', { skip }),
    call('c', { skip: 'never' }),
    call('a'),
    call('b', { skip }),
    call('d'),
  ]
  assert.deepEqual(
    notCalledLines(
      calls,
      notCalled(calls, () => undefined),
    ),
    ['a (1 of 2 calls), b were not called: not yet', 'c was not called: never'],
  )
})

test('a line is no longer than can be read', () => {
  const names = Array.from({ length: 200 }, (_, index) => `GET /${index}`)
  const line = notCalledLine(names, 'x'.repeat(500))
  assert.match(line, /^GET \/0, GET \/1, .*… were not called: x+…$/)
  assert.equal(line.length, 300 + ' were not called: '.length + 120)
})
