import { invented, makes, written } from './makes.ts'

const id = { type: 'integer', readOnly: true }
const user = { properties: { id, name: { type: 'string' } } }

makes([
  ['examples that are none leave the value to the type', { type: 'integer', examples: [] }, invented(1)],
  ['a default of another type is not sent', { type: 'string', default: 0 }, invented('string')],
  ['a default that is not allowed is not sent', { enum: ['a', 'b'], default: 'c' }, invented('a')],
  [
    'a default that is null is not sent',
    { type: 'string', nullable: true, default: null },
    invented('string'),
  ],
  ['an allowed value of another type is not sent', { type: 'integer', enum: ['a', 4] }, invented(4)],
  ['a whole number is allowed for an integer', { type: 'integer', default: 4 }, invented(4)],
  ['a fraction is not', { type: 'integer', default: 4.5 }, invented(1)],
  ['a list is allowed for an array', { type: 'array', default: [4] }, invented([4])],
  [
    'null is sent where nothing else is allowed',
    { type: 'string', nullable: true, enum: [null] },
    invented(null),
  ],
  [
    'an example goes without what only answers have',
    { ...user, example: { id: 7, name: 'Ada' } },
    written({ name: 'Ada' }),
  ],
  ['so do the items of one', { items: user, example: [{ id: 7, name: 'Ada' }] }, written([{ name: 'Ada' }])],
  ['and objects within', { properties: { user }, example: { user: { id: 7 } } }, written({ user: {} })],
  ['an example of no object is sent as it is', { ...user, example: 'Ada' }, written('Ada')],
  ['a field that nothing describes is sent', { ...user, example: { a: 1 } }, written({ a: 1 })],
])
