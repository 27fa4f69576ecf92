import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonFaults } from '../../../../client/report/page/common-faults.ts'
import { sourceOf } from '../../../../client/report/page/markup.ts'
import type { Grade } from '../../../../client/run/grade.ts'
import { grades } from '../grades.ts'
import { result } from '../results.ts'

const [pass, wrong] = grades as [Grade, Grade]
const words = (of: Grade[]) => sourceOf(commonFaults(of)).replace(/<[^>]*>/g, '')

test('where all pass there is no list of faults', () => assert.equal(sourceOf(commonFaults([pass])), ''))

test('a fault names its endpoint, its hint and its hosts, which lead to their rows', () => {
  const results = [result({ path: '/b' }, { verdict: 'wrong', problems: ['bad'], hint: 'mend it' })]
  const source = sourceOf(commonFaults([pass, { ...wrong, more: 0, results }]))
  assert.match(source, /<b>1:<\/b> GET \/b: bad<\/p>\n<p class="hint">mend it<\/p>/)
  assert.match(source, /<a href="#host-2">cd34<\/a>/)
})

test('a fault of a host as a whole names no endpoint, and one without a hint has none', () => {
  const silent: Grade = { ...wrong, verdict: 'unreachable', note: 'refused', results: [] }
  assert.match(words([silent, silent]), /\n2: refused\n\n/)
  assert.doesNotMatch(sourceOf(commonFaults([silent])), /class="hint"/)
})
