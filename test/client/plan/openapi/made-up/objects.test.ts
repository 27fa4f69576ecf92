import { invented, makes, none, written } from './makes.ts'

const object = (rest: Record<string, unknown>) => ({ type: 'object', ...rest })
const impossible = { type: 'string', pattern: '^q(?!x)x$' }
const id = { $ref: '#/nowhere', readOnly: true }

makes([
  [
    'a field that leads nowhere has no value',
    object({ properties: { a: { $ref: '#/nowhere' } }, required: ['a'] }),
    none('its reference leads to nothing in this document', 'a'),
  ],
  [
    'an object of fields that somebody wrote is written',
    object({ properties: { a: { example: 1 } }, required: ['a'] }),
    written({ a: 1 }),
  ],
  ['an object without fields is made up', object({}), invented({})],
  [
    'an object with one field that nobody wrote is made up',
    object({ properties: { a: { example: 1 } }, required: ['a', 'b'] }),
    invented({ a: 1, b: 'string' }),
  ],
  [
    'a field that only answers have is not sent, though it is required',
    object({ properties: { id, a: { example: 1 } }, required: ['id', 'a'] }),
    written({ a: 1 }),
  ],
  [
    'nor is it added where more fields are wanted',
    object({ properties: { id, a: { example: 1 } }, minProperties: 1 }),
    written({ a: 1 }),
  ],
  [
    'a field that is there already does not count twice',
    object({ properties: { a: { example: 1 }, b: { example: 2 } }, required: ['a'], minProperties: 2 }),
    written({ a: 1, b: 2 }),
  ],
  [
    'a field that has no value is no further one',
    object({ properties: { a: impossible, b: { example: 2 } }, minProperties: 1 }),
    written({ b: 2 }),
  ],
  [
    'an object that may have no further fields has too few',
    object({ additionalProperties: false, minProperties: 1 }),
    none('its minProperties'),
  ],
  [
    'a hundred further fields are named at most',
    object({ additionalProperties: { example: 1 }, minProperties: 101 }),
    none('its minProperties'),
  ],
  [
    'a field that no name describes is as the pattern of names says',
    object({ patternProperties: { '^k': { example: 5 } }, required: ['k1'] }),
    written({ k1: 5 }),
  ],
])
