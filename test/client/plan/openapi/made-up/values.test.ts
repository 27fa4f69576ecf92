import { invented, makes, none, written } from './makes.ts'

makes([
  ['an example comes before a default', { type: 'string', example: 'e', default: 'd' }, written('e')],
  ['the first of several examples is taken', { type: 'string', examples: ['one', 'two'] }, written('one')],
  ['a default comes before an enum', { enum: ['a', 'b'], default: 'b' }, invented('b')],
  ['a const is taken', { const: 7 }, invented(7)],
  ['the first value of an enum is taken', { type: 'string', enum: ['red', 'blue'] }, invented('red')],
  ['a string is made up', { type: 'string' }, invented('string')],
  ['a string is as long as it must be', { type: 'string', minLength: 8 }, invented('stringxx')],
  ['a string is no longer than it may be', { type: 'string', maxLength: 3 }, invented('str')],
  ['a string has its format', { type: 'string', format: 'date' }, invented('2024-02-29')],
  ['a number lies above its minimum', { type: 'number', minimum: 10 }, invented(10)],
  ['a whole number lies above an excluded minimum', { type: 'integer', exclusiveMinimum: 10 }, invented(11)],
  ['a number lies below its maximum', { type: 'number', maximum: -5 }, invented(-5)],
  ['a type that may be null is not', { type: ['null', 'boolean'] }, invented(true)],
  [
    'a list has as many items as it must',
    { type: 'array', items: { example: 3 }, minItems: 2 },
    written([3, 3]),
  ],
  [
    'a pair has its items in order',
    { type: 'array', prefixItems: [{ example: 1 }, { example: 2 }] },
    written([1, 2]),
  ],
  [
    'an object has the fields that it must have',
    { type: 'object', properties: { a: { example: 1 }, b: { type: 'string' } }, required: ['a'] },
    written({ a: 1 }),
  ],
  [
    'an object with one made-up field is made up',
    { properties: { a: { example: 1 }, b: { type: 'string' } }, required: ['a', 'b'] },
    invented({ a: 1, b: 'string' }),
  ],
  [
    'allOf is merged',
    {
      allOf: [
        { type: 'object', properties: { a: { example: 1 } }, required: ['a'] },
        { properties: { b: { example: 2 } }, required: ['b'] },
      ],
    },
    written({ a: 1, b: 2 }),
  ],
  ['the first alternative is taken', { oneOf: [{ example: 1 }, { example: 2 }] }, written(1)],
  ['where any value is allowed, it is a text', true, invented('string')],
  ['a schema without a type is of the type of its keywords', { description: 'a word' }, invented('string')],
  ['a boolean is true', { type: 'boolean' }, invented(true)],
  ['what can only be null is null', { type: 'null' }, invented(null)],
  ['a number is made up', { type: 'integer' }, invented(1)],
  ['a value that must be unlike all others has all', differentBooleans(2), invented([true, false])],
])

makes(
  [
    ['a local reference is followed', { $ref: '#/components/schemas/a~1b~0c' }, written('here')],
    [
      'a schema that must contain itself has no value',
      { $ref: '#/List' },
      none('it contains itself', ...Array(11).fill('next')),
    ],
    [
      'alternatives that are all the schema itself have no value',
      { $ref: '#/Loop' },
      none('it contains itself'),
    ],
  ],
  {
    components: { schemas: { 'a/b~c': { example: 'here' } } },
    List: { type: 'object', properties: { next: { $ref: '#/List' } }, required: ['next'] },
    Loop: { anyOf: [{ $ref: '#/Loop' }] },
  },
)

const unusable: [title: string, schema: unknown, reason: string][] = [
  ['a type that is none', { type: 'file' }, 'its type'],
  ['a pattern that nothing fits', { type: 'string', pattern: '^q(?!x)x$' }, 'its pattern'],
  ['a pattern that is none', { type: 'string', pattern: '(?i)string' }, 'its pattern'],
  [
    'a format that is shorter than it must be',
    { type: 'string', format: 'date', minLength: 20 },
    'its format and its length',
  ],
  ['limits that leave no number', { type: 'integer', minimum: 1.2, maximum: 1.8 }, 'its limits'],
  [
    'more different items than there are',
    { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 3 },
    'its uniqueItems',
  ],
  ['a keyword that no value here has', { type: 'string', not: { type: 'string' } }, 'its not'],
  [
    'a reference to another server',
    { $ref: 'http://example.com/#/a' },
    'its reference leads to nothing in this document',
  ],
  ['null in the place of a schema', null, 'it has no schema'],
  ['a missing schema', undefined, 'it has no schema'],
  ['a false schema', false, 'no value is allowed'],
]

makes(
  unusable.map(([title, schema, reason]) => [
    `${title} is a reason why there is no example`,
    schema,
    none(reason),
  ]),
)

const impossible = { type: 'string', pattern: '^q(?!x)x$' }

makes([
  [
    'the reason names the field that has no value',
    { required: ['a'], properties: { a: { required: ['tag'], properties: { tag: impossible } } } },
    none('its pattern', 'a', 'tag'),
  ],
  ['ten levels of objects are made', nested(10), invented(nestedValue(10))],
  [
    'eleven are taken for a schema that contains itself',
    nested(11),
    none('it contains itself', ...Array(11).fill('in')),
  ],
  [
    'a value of two thousand parts is made',
    fields(1999),
    invented(Object.fromEntries(names(1999).map(name => [name, 'string']))),
  ],
  ['a value of more parts is not', fields(2000), none('it has too many parts', 'f1999')],
])

/** A list of different truth values. */
function differentBooleans(minItems: number) {
  return { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems }
}

function nested(levels: number): object {
  return levels === 0 ? { type: 'string' } : { properties: { in: nested(levels - 1) }, required: ['in'] }
}

function nestedValue(levels: number): unknown {
  return levels === 0 ? 'string' : { in: nestedValue(levels - 1) }
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `f${index}`)
}

function fields(count: number) {
  return { required: names(count), additionalProperties: { type: 'string' } }
}
