import { invented, makes, none } from './makes.ts'

const text = (rest: Record<string, unknown>) => ({ type: 'string', ...rest })
const two = (items: unknown) => ({ type: 'array', items, uniqueItems: true, minItems: 2 })

makes([
  [
    'a text may be as long as 65,536 characters',
    text({ minLength: 65_536 }),
    invented(`string${'x'.repeat(65_530)}`),
  ],
  ['a text that must be longer is not made up', text({ minLength: 65_537 }), none('its minLength')],
  ['different texts differ though they are short', two(text({ maxLength: 3 })), invented(['str', 'st1'])],
  ['and though they are long', two(text({ minLength: 9 })), invented(['stringxxx', 'stringxx1'])],
  [
    'a text of a format that is longer than it may be is not cut',
    text({ format: 'uuid', maxLength: 10 }),
    none('its format and its length'),
  ],
  [
    'a text of a format that breaks the pattern is not replaced by one of no such format',
    text({ format: 'date', pattern: '^[^-]*$' }),
    none('its pattern'),
  ],
  [
    'a usual text grows by its last character',
    text({ pattern: '^ab+c+$', minLength: 6 }),
    invented('abcccc'),
  ],
  ['a usual text is cut', text({ pattern: '^\\d{3}-\\d$', maxLength: 5 }), invented('202-5')],
  [
    'a text of a pattern has its length, too',
    text({ pattern: '^qy{3}z$', minLength: 5, maxLength: 5 }),
    invented('qyyyz'),
  ],
  [
    'a text that its pattern keeps too short is not sent',
    text({ pattern: '^z{2,5}$', minLength: 40 }),
    none('its pattern'),
  ],
  [
    'a text that its pattern keeps too long is not sent',
    text({ pattern: '^z{4,5}$', maxLength: 3 }),
    none('its pattern'),
  ],
  [
    'a pattern whose texts are all too long has none',
    text({ pattern: '^\\u{1F600}{40000}$' }),
    none('its pattern'),
  ],
])
