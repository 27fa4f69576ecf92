import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '../../../client/call.ts'
import { parseTarget } from '../../../client/command-line/target.ts'
import { withAddressNote } from '../../../client/run/address-note.ts'
import { result } from '../report/results.ts'

function noted(typed: string, results: Result[], note = 'no answer'): string {
  return withAddressNote(typed, parseTarget(typed).baseUrl, results, note)
}

const withoutAnswer: [fact: string, host: string, word: string, asks: boolean][] = [
  ['http:// without a port that is refused is asked about port 5000', 'http://vcm-1', 'refused', true],
  ['http:// without a port that does not answer is asked about port 5000', 'http://vcm-1/', 'timeout', true],
  ['http:// of a name that does not exist is not', 'http://vcm-1', 'no host', false],
  ['http:// with port 80 is not', 'http://vcm-1:80', 'refused', false],
  ['http:// with port 80 and a path is not', 'http://vcm-1:080/a', 'refused', false],
  ['http:// with another port is not', 'http://vcm-1:8080', 'refused', false],
  ['http:// with 80 in its path is', 'http://vcm-1/a:80b', 'refused', true],
  ['https:// is not', 'https://vcm-1', 'refused', false],
  ['https:// with port 80 is not', 'https://vcm-1:80', 'refused', false],
  ['a host without http:// is not', 'vcm-1', 'refused', false],
]

for (const [fact, typed, word, asks] of withoutAnswer) {
  test(fact, () => {
    const { answer: _, ...unreachable } = result({}, { verdict: 'unreachable', word })
    const { answer: __, ...skipped } = result({}, { verdict: 'skipped', word: '-' })
    const note = noted(typed, [unreachable, skipped])
    assert.equal(note, asks ? 'no answer (port 80; did you mean :5000?)' : 'no answer')
  })
}

const wrong = result({}, { verdict: 'wrong', word: '404' })

test('a host that answers nothing right below a path is told to leave it out', () => {
  assert.equal(
    noted('vcm-1/name', [wrong], 'all is wrong'),
    'called below /name: leave out the path (all is wrong)',
  )
  const { answer: _, ...unanswered } = result({}, { verdict: 'skipped', word: '-' })
  assert.match(noted('vcm-1/name', [wrong, unanswered]), /^called below/)
  assert.equal(noted('vcm-1/name', [wrong, result({})], 'one is wrong'), 'one is wrong')
  assert.equal(noted('vcm-1', [wrong], 'all is wrong'), 'all is wrong')
  assert.equal(noted('http://vcm-1', [{ ...wrong, word: 'refused' }], 'all is wrong'), 'all is wrong')
})

test('a host of which nothing is wrong, or nothing is known, hears nothing of its address', () => {
  assert.equal(noted('vcm-1/name', [wrong], ''), '')
  assert.equal(noted('http://vcm-1', []), 'no answer')
})
