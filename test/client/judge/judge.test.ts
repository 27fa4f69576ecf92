import { testWrongAnswers } from './wrong-answers.ts'

testWrongAnswers([
  [
    'a greeting in other words is shown as expected and got',
    'GET /hello/Grace%20Hopper',
    () => ({ message: 'hello there, Grace Hopper' }),
    /^message: expected "Hello there, Grace Hopper", got "hello there, Grace Hopper"$/,
    'wrong',
  ],
  [
    'a distance that is hard-coded from the example is caught by the second call',
    'POST /distance',
    () => ({ distance: 3.605551275463989, a: [2, 4], b: [5, 6] }),
    /^distance: expected 5, got 3.605551275463989$/,
    'wrong',
  ],
  [
    'a name that is no string is wrong by its schema',
    'GET /name',
    () => ({ name: ['Ada'] }),
    /^name is a list, not string: \["Ada"\]$/,
    'wrong',
  ],
])
