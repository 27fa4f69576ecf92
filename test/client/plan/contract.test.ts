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

/** A contract whose second call needs a value of the first. */
function needing(need: object): string {
  const whole = { call: 'POST /a', value: '$response.body#/id', into: '$request.path.id', ...need }
  return JSON.stringify([
    { method: 'POST', path: '/a' },
    { method: 'GET', path: '/a/{id}', needs: [whole] },
  ])
}

test('a call may need values of a call before it', () => {
  assert.equal(parseContract(needing({}), 'c.json').length, 2)
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
  ['[{"method":"GET","path":"/","expect":{"varies":"/id"}}]', /expect\.varies is a list/],
  ['[{"method":"GET","path":"/","expect":{"filledIn":"/id"}}]', /expect\.filledIn is a list/],
  ['[{"method":"GET","path":"/","expect":{"unlike":"nonesuch"}}]', /expect\.unlike is a path/],
  ['[{"method":"GET","path":"/","security":["bearer"]}]', /security is a list of lists/],
  ['[{"method":"GET","path":"/","needs":{}}]', /needs is not a list/],
  [needing({ call: 'POST /b' }), /needs a value of "POST \/b", which no call before it is named/],
  [needing({ value: 'id' }), /value of a need is such as/],
  [needing({ into: '$path.id' }), /a need goes into such as/],
  [needing({ into: '$request.path.key' }), /there is no \{key\} in \/a\/\{id\}/],
  [needing({ from: 'x' }), /has "from", which is none of call, value, into/],
]

for (const [text, reason] of refused) {
  test(`${text} is refused with a reason`, () => {
    assert.throws(() => parseContract(text, 'c.json'), { name: 'UsageError', message: reason })
  })
}
