import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Expectation } from '../../../../client/call.ts'
import { agreed } from '../../../../client/plan/openapi/agreed.ts'

const cases: [title: string, expected: Expectation[], together: Expectation][] = [
  ['one example expects what it says', [{ status: [200], value: 1 }], { status: [200], value: 1 }],
  ['of two examples, any status is right', [{ status: [200] }, { status: [404] }], { status: [200, 404] }],
  ['a status of both is named once', [{ status: [200, 201] }, { status: [201] }], { status: [200, 201] }],
  ['where one of two leaves the status open, it is open', [{ status: [200] }, {}], {}],
  ['so it is the other way around', [{}, { status: [200] }], {}],
  [
    'what both say is expected',
    [
      { value: [1], json: true },
      { value: [1], json: true },
    ],
    { value: [1], json: true },
  ],
  ['what one says alone is not', [{ value: 1, json: true }, { json: true }], { json: true }],
  ['where they contradict each other, nothing is', [{ value: 1 }, { value: 2 }], {}],
  [
    'a status that either documents is documented, unless it is right',
    [
      { status: [200], documented: [400, 404] },
      { status: [404], documented: [200, 400] },
    ],
    { status: [200, 404], documented: [400] },
  ],
  ['one that only the second documents is so, too', [{}, { documented: [404] }], { documented: [404] }],
  [
    'of three examples, all count',
    [{ status: [200] }, { status: [201] }, { status: [202] }],
    { status: [200, 201, 202] },
  ],
]

for (const [title, expected, together] of cases) {
  test(title, () => assert.deepEqual(agreed(expected), together))
}
