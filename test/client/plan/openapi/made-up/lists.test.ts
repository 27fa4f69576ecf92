import { invented, makes, none, written } from './makes.ts'

const list = (rest: Record<string, unknown>) => ({ type: 'array', ...rest })
const impossible = { type: 'string', pattern: '^q(?!x)x$' }

makes([
  ['a list of whatever has a text', list({}), invented(['string'])],
  [
    'a list has a thousand items at most',
    list({ items: { example: 1 }, minItems: 1000 }),
    written(Array(1000).fill(1)),
  ],
  [
    'one that must have more is not made',
    list({ items: { example: 1 }, minItems: 1001 }),
    none('its minItems'),
  ],
  [
    'a list that may have no item has none, and nobody wrote that',
    list({ items: { example: 1 }, maxItems: 0 }),
    invented([]),
  ],
  [
    'a list has no more of its first items than it may have',
    list({ prefixItems: [{ example: 1 }, { example: 2 }], maxItems: 1 }),
    written([1]),
  ],
  [
    'a list with an item that nobody wrote is made up',
    list({ prefixItems: [{ type: 'integer' }, { example: 2 }] }),
    invented([1, 2]),
  ],
  [
    'so is one whose further items are',
    list({ prefixItems: [{ example: 2 }], items: { type: 'integer' }, minItems: 2 }),
    invented([2, 1]),
  ],
  [
    'and one whose first items are, whatever the further ones',
    list({ prefixItems: [{ type: 'integer' }], items: { example: 2 }, minItems: 2 }),
    invented([1, 2]),
  ],
  ['a first item that has no value is the reason', list({ prefixItems: [impossible] }), none('its pattern')],
  ['the items of a list that has no value are the reason', list({ items: impossible }), none('its pattern')],
  [
    'within something else, the list is empty instead',
    { properties: { a: list({ items: impossible }) }, required: ['a'] },
    invented({ a: [] }),
  ],
  [
    'but where it must not be',
    { properties: { a: list({ items: impossible, minItems: 1 }) }, required: ['a'] },
    none('its pattern', 'a'),
  ],
  [
    'items differ where they must',
    list({ items: { enum: [1, 2, 3] }, uniqueItems: true, minItems: 2 }),
    invented([1, 2]),
  ],
  [
    'lists of them differ, too',
    list({
      items: list({ items: { type: 'integer' }, uniqueItems: true, minItems: 2 }),
      uniqueItems: true,
      minItems: 2,
    }),
    invented([
      [1, 2],
      [2, 3],
    ]),
  ],
  [
    'where there are too few of them, there are fewer lists',
    list({
      items: list({ items: { enum: [1, 2] }, uniqueItems: true, minItems: 2 }),
      uniqueItems: true,
      minItems: 2,
    }),
    none('its uniqueItems'),
  ],
  [
    'lists that need not be unlike within themselves are unlike each other',
    list({ items: list({ items: { type: 'integer' } }), uniqueItems: true, minItems: 2 }),
    invented([[1], [2]]),
  ],
])
