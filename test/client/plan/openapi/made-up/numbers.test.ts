import { invented, makes, none } from './makes.ts'

const number = (rest: Record<string, unknown>) => ({ type: 'number', ...rest })
const whole = (rest: Record<string, unknown>) => ({ type: 'integer', ...rest })

makes([
  ['the limit that leaves less counts', number({ minimum: 5, exclusiveMinimum: 3 }), invented(5)],
  ['so it does above', number({ maximum: -5, exclusiveMaximum: -3 }), invented(-5)],
  ['a minimum may be the maximum as well', number({ minimum: 0.3, maximum: 0.3 }), invented(0.3)],
  ['a multiple of 0 is any number', number({ multipleOf: 0, minimum: 2 }), invented(2)],
  ['so is a multiple of less', number({ multipleOf: -2, minimum: 3 }), invented(3)],
  ['limits of which none is a number are none', number({ multipleOf: '3', minimum: '4' }), invented(1)],
  [
    'a number lies between limits that are close together',
    number({ minimum: 2.1, maximum: 2.3 }),
    invented(2.2),
  ],
  ['a minimum below 0 is met from below', whole({ minimum: -7, maximum: -3, multipleOf: 4 }), invented(-4)],
  [
    'a whole number may be a multiple of what is none',
    whole({ minimum: -1, maximum: 0.99, multipleOf: 0.05 }),
    invented(0),
  ],
  [
    'what leaves no multiple leaves no number',
    number({ minimum: 2.1, maximum: 2.3, multipleOf: 1 }),
    none('its limits'),
  ],
  [
    'different numbers lie between close limits',
    { type: 'array', items: number({ minimum: 2.1, maximum: 2.4 }), uniqueItems: true, minItems: 2 },
    invented([2.2, 2.3]),
  ],
])
