import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseContract } from '../../../client/plan/contract.ts'
import { lectureCalls } from '../../../client/plan/lecture.ts'

test("the lecture's calls, written to a file, are read as the same calls", () => {
  assert.deepEqual(parseContract(JSON.stringify(lectureCalls), 'c.json'), lectureCalls)
})

test('a method and a path are enough for a call', () => {
  assert.deepEqual(parseContract('[{"method":"GET","path":"/a"}]', 'c.json'), [
    { name: 'GET /a', method: 'GET', path: '/a' },
  ])
})

const refused: [text: string, reason: RegExp][] = [
  ['{', /c\.json is not JSON/],
  ['{}', /not a list of calls/],
  ['[1]', /call 1 of c\.json is not an object/],
  ['[{"path":"/"}]', /needs a method/],
  ['[{"method":"GET","path":"name"}]', /path that begins with a slash/],
  ['[{"method":"GET","path":"/","expects":{}}]', /has "expects", which is none of/],
  ['[{"method":"GET","path":"/","expect":{"staus":[200]}}]', /has "staus", which is none of/],
  ['[{"method":"GET","path":"/","expect":{"status":200}}]', /expect\.status is a list/],
]

for (const [text, reason] of refused) {
  test(`${text} is refused with a reason`, () => {
    assert.throws(() => parseContract(text, 'c.json'), { name: 'UsageError', message: reason })
  })
}
