import { invented, makes, none, written } from './makes.ts'

const whole = (rest: Record<string, unknown>) => ({ type: 'integer', ...rest })
const object = (properties: Record<string, unknown>, ...required: string[]) => ({
  type: 'object',
  properties,
  required,
})
/** The parts of an `allOf`, each within the one before. */
const within = (levels: number): object => (levels === 0 ? { example: 7 } : { allOf: [within(levels - 1)] })

makes([
  ['of two minima the greater holds', { allOf: [whole({ minimum: 3 }), { minimum: 8 }] }, invented(8)],
  ['of two maxima the smaller holds', { allOf: [whole({ maximum: -9 }), { maximum: -2 }] }, invented(-9)],
  [
    'a count that must be met is the greater one',
    { allOf: [{ type: 'string', minLength: 9 }, { minLength: 7 }] },
    invented('stringxxx'),
  ],
  [
    'of two multiples the later holds, if it fits both',
    { allOf: [whole({ multipleOf: 2 }), { multipleOf: 6 }] },
    invented(6),
  ],
  [
    'a limit that one part excludes is excluded',
    { allOf: [whole({ minimum: 3, exclusiveMinimum: false }), { exclusiveMinimum: true }] },
    invented(4),
  ],
  [
    'fields of all parts are required',
    { allOf: [object({ a: whole({}) }, 'a'), object({ b: whole({}) }, 'b')] },
    invented({ a: 1, b: 1 }),
  ],
  [
    'a field has what all parts say of it',
    { allOf: [object({ a: whole({ minimum: 4 }) }, 'a'), object({ a: { multipleOf: 3 } })] },
    invented({ a: 6 }),
  ],
  [
    'what one part allows and no other is not sent',
    { allOf: [{ enum: ['a', 'b'] }, { enum: ['c', 'b'] }] },
    invented('b'),
  ],
  [
    'of the types of two parts a common one is taken',
    { allOf: [{ type: ['string', 'boolean'] }, { type: ['boolean', 'null'] }] },
    invented(true),
  ],
  [
    'an integer is a number',
    { allOf: [{ type: 'number' }, { type: 'integer' }, { minimum: 1.2 }] },
    invented(2),
  ],
  [
    'and so it is the other way around',
    { allOf: [{ type: ['string', 'integer'] }, { type: ['number'] }, { minimum: 1.2 }] },
    invented(2),
  ],
  [
    'an integer is no text',
    { allOf: [{ type: ['integer', 'boolean'] }, { type: ['string', 'boolean'] }] },
    invented(true),
  ],
  [
    'a type of one part alone is not taken',
    { allOf: [{ type: ['string', 'null'] }, { type: ['integer', 'null'] }] },
    invented(null),
  ],
  [
    'types of which none is common have no value',
    { allOf: [{ type: 'string' }, { type: 'number' }] },
    none('its type'),
  ],
  [
    'a field that one part forbids is not added for another',
    {
      allOf: [
        { additionalProperties: false },
        { type: 'object', additionalProperties: true, minProperties: 1 },
      ],
    },
    none('its minProperties'),
  ],
  [
    'further fields are as the later part says, and tried by the earlier',
    {
      allOf: [
        { additionalProperties: whole({}) },
        { type: 'object', additionalProperties: { enum: ['x'] }, required: ['a'] },
      ],
    },
    none('its type', 'a'),
  ],
  [
    'the example of the only part that says something is that of the whole',
    { description: 'A', allOf: [{ title: 'B' }, { example: 5 }] },
    written(5),
  ],
  [
    'the example of one part of two is none of the whole',
    { allOf: [whole({ example: 5 }), { minimum: 8 }] },
    invented(8),
  ],
  ['the example of the whole stands', { allOf: [whole({}), { minimum: 8 }], example: 9 }, written(9)],
  ['parts are followed into ten of their own', within(11), written(7)],
])

makes([['a schema that is a part of itself says nothing', { $ref: '#/Loop' }, invented('string')]], {
  Loop: { allOf: [{ $ref: '#/Loop' }] },
})
