import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences, kindOf, type Manner } from '../../../client/judge/compare.ts'

test('equal values do not differ, in whatever order their fields stand', () => {
  assert.deepEqual(differences({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] }), [])
})

test('numbers within 1e-9 relative are equal, as two right formulas may differ in the last digit', () => {
  assert.deepEqual(differences({ distance: 3.605551275463989 }, { distance: 3.6055512754639896 }), [])
})

test('numbers further apart differ', () => {
  assert.deepEqual(differences({ distance: 3.605551275463989 }, { distance: 3.60555 }), [
    'distance: expected 3.605551275463989, got 3.60555',
  ])
})

test('a number and the text of that number differ, and the type is named', () => {
  assert.deepEqual(differences({ distance: 5 }, { distance: '5' }), [
    'distance is a string: expected 5, got "5"',
  ])
})

test('further fields are allowed', () => {
  assert.deepEqual(differences({ name: 'Ada' }, { name: 'Ada', born: 1815 }), [])
})

test('a missing field is named, with what is there instead', () => {
  assert.deepEqual(differences({ message: 'Hi' }, { messege: 'Hi' }), [
    'message is missing in {"messege":"Hi"}',
  ])
})

test('a field that only the prototype has is missing', () => {
  assert.deepEqual(differences({ toString: 1 }, {}), ['toString is missing in {}'])
})

test('the place of a difference is named', () => {
  assert.deepEqual(differences({ a: { b: [1, 2] } }, { a: { b: [1, 3] } }), ['a.b[1]: expected 2, got 3'])
})

test('lists of different lengths differ as a whole', () => {
  assert.deepEqual(differences({ a: [1, 2] }, { a: [1] }), ['a: expected [1,2], got [1]'])
})

test('null is no object', () => {
  assert.deepEqual(differences({ a: 1 }, null), ['the answer is null: expected {"a":1}, got null'])
})

test('what varies may differ or be missing, and the rest may not', () => {
  const expected = { id: 1, made: { at: 'x', by: 'Ada' }, 'a/b': [1, 2] }
  const varies = ['/id', '/made/at', '/a~1b/1']
  assert.deepEqual(differences(expected, { id: 2, made: { by: 'Ada' }, 'a/b': [1, 3] }, { varies }), [])
  assert.deepEqual(
    differences(expected, { id: 2, made: { at: 'y', by: 'Bob' }, 'a/b': [0, 3] }, { varies }),
    ['made.by: expected "Ada", got "Bob"', 'a/b[0]: expected 1, got 0'],
  )
})

test('a value that varies as a whole may be any', () => {
  assert.deepEqual(differences({ id: 1 }, 'x', { varies: [''] }), [])
})

const manners: [
  title: string,
  manner: Manner,
  expected: unknown,
  right: unknown[],
  wrong: [got: unknown, problem: string][],
][] = [
  [
    'a list in any order has the same items, each as often',
    { anyOrder: ['/tags'] },
    { tags: ['a', 'b', 'a'] },
    [{ tags: ['b', 'a', 'a'] }, { tags: ['a', 'b', 'a'] }],
    [
      [{ tags: ['a', 'b', 'b'] }, 'tags: expected ["a","b","a"] in any order, got ["a","b","b"]'],
      [{ tags: ['a', 'b'] }, 'tags: expected ["a","b","a"] in any order, got ["a","b"]'],
      [{ tags: ['a', 'b', 'a', 'c'] }, 'tags: expected ["a","b","a"] in any order, got ["a","b","a","c"]'],
      [{ tags: 'aba' }, 'tags is a string: expected ["a","b","a"], got "aba"'],
    ],
  ],
  [
    'the lists within a list in any order keep theirs',
    { anyOrder: [''] },
    [
      [1, 2],
      [3, 4],
    ],
    [
      [
        [3, 4],
        [1, 2],
      ],
    ],
    [
      [
        [
          [4, 3],
          [1, 2],
        ],
        'expected [[1,2],[3,4]] in any order, got [[4,3],[1,2]]',
      ],
    ],
  ],
  [
    'items in any order are compared as their own places say',
    { anyOrder: [''], varies: ['/0/id', '/1/id'] },
    [
      { id: 1, name: 'Ada' },
      { id: 2, name: 'Grace' },
    ],
    [
      [
        { id: 8, name: 'Grace' },
        { id: 9, name: 'Ada' },
      ],
    ],
    [],
  ],
  [
    'without regard to case, a text or all texts within are the same in upper and lower case',
    { ignoreCase: ['/status', '/names'] },
    { status: 'Tachycardic', names: ['Ada', { first: 'Grace' }] },
    [{ status: 'tachycardic', names: ['ADA', { first: 'grace' }] }],
    [
      [
        { status: 'tachycardia', names: ['Ada', { first: 'Grace' }] },
        'status: expected "Tachycardic", got "tachycardia"',
      ],
      [
        { status: 'tachycardic', names: ['Ada', { First: 'Grace' }] },
        'names[1].first is missing in {"First":"Grace"}',
      ],
    ],
  ],
  [
    'a text contains another one',
    { contains: ['/message'] },
    { message: 'patient 7' },
    [{ message: 'There is no patient 7.' }],
    [
      [
        { message: 'There is none.' },
        'message: expected a text with "patient 7" in it, got "There is none."',
      ],
    ],
  ],
  [
    'a text contains another one without regard to case, if both are said',
    { contains: [''], ignoreCase: [''] },
    'No Patient',
    ['there is no patient 7'],
    [['there is none', 'expected a text with "No Patient" in it, got "there is none"']],
  ],
  [
    'a list contains items, each as often, wherever they are',
    { contains: ['/rates'] },
    { rates: [80, 80] },
    [{ rates: [80, 100, 80] }],
    [[{ rates: [100, 80] }, 'rates: expected a list with 80 in it, got [100,80]']],
  ],
  [
    'items that several fit are given out so that each gets one',
    { anyOrder: [''], contains: ['/0', '/1', '/2'] },
    ['a', 'b', 'c'],
    [['bc', 'ab', 'a']],
    [[['ab', 'x', 'c'], 'expected ["a","b","c"] in any order, got ["ab","x","c"]']],
  ],
]

for (const [title, manner, expected, right, wrong] of manners) {
  test(title, () => {
    for (const got of right) assert.deepEqual(differences(expected, got, manner), [])
    for (const [got, problem] of wrong) assert.deepEqual(differences(expected, got, manner), [problem])
  })
}

test('a thousand items in any order are compared, and a list that is too long is said to be so', () => {
  const numbers = Array.from({ length: 1000 }, (_, index) => index)
  assert.deepEqual(differences(numbers, numbers.toReversed(), { anyOrder: [''] }), [])
  const long = Array.from({ length: 500_001 }, () => 1)
  assert.deepEqual(differences([1, 1], long, { contains: [''] }), [
    'the answer has 500001 items, too many to find the expected ones among them',
  ])
})

const kinds: [expected: unknown, got: unknown, problem: string][] = [
  [true, false, 'expected true, got false'],
  ['Ada', 'ada', 'expected "Ada", got "ada"'],
  ['5', 5, 'the answer is a number: expected "5", got 5'],
  [{ a: 'x' }, { a: 5 }, 'a is a number: expected "x", got 5'],
  [{}, [], 'the answer is a list: expected {}, got []'],
  [[], {}, 'the answer is an object: expected [], got {}'],
  [null, false, 'the answer is a boolean: expected null, got false'],
  [0, 1e-300, 'expected 0, got 1e-300'],
  [1e-12, 2e-12, 'expected 1e-12, got 2e-12'],
  [1e12, 1e12 + 2000, 'expected 1000000000000, got 1000000002000'],
  [-5, 5, 'expected -5, got 5'],
]

for (const [expected, got, problem] of kinds) {
  test(`${JSON.stringify(got)} is not ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(differences(expected, got), [problem])
  })
}

test('large numbers may differ by as much as small ones, relatively', () => {
  assert.deepEqual(differences(1e12, 1e12 + 900), [])
  assert.deepEqual(differences(JSON.parse('1e999'), JSON.parse('1e999')), [])
  assert.deepEqual(differences(-1e-12, -1e-12 * (1 + 1e-10)), [])
})

test('where a part is expected, both texts are shown from their beginning', () => {
  const got = 'y'.repeat(70)
  assert.deepEqual(differences('x'.repeat(70), got, { contains: [''] }), [
    `expected a text with "${'x'.repeat(58)}… in it, got "${'y'.repeat(58)}…`,
  ])
  const long = `${'x'.repeat(60)}z`
  assert.deepEqual(differences(long, 'x'.repeat(61), { contains: [''] }), [
    `expected a text with "${'x'.repeat(58)}… in it, got "${'x'.repeat(58)}…`,
  ])
})

test('what is not there is called nothing', () => assert.equal(kindOf(undefined), 'nothing'))
