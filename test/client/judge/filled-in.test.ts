import assert from 'node:assert/strict'
import { test } from 'node:test'
import { notFilledIn } from '../../../client/judge/filled-in.ts'

const placeholders = [
  '<yourname>',
  '<Your Name>',
  'your name',
  'YOUR_NAME',
  'yourName',
  'Your Name Here',
  'your first and last name',
  '[name]',
  '{name}',
  '{{ name }}',
  '%NAME%',
  'name',
  'Name',
  'My Name',
  'First Last',
  'Firstname Lastname',
  'Insert name here',
  'TODO',
  'todo: name',
  'xxx',
  'None',
  'null',
  'undefined',
  'string',
  '...',
  '___',
  '???',
  '<Ada>',
  ' <Ada>\n',
  `\${Ada}`,
  '{Ada\nLovelace}',
  '[Ada]',
  '%Ada%',
  '(TODO: Ada)',
  'fixme : Ada',
]

for (const text of placeholders) {
  test(`${text} is a placeholder`, () => {
    const [problem] = notFilledIn(['/name'], { name: text })
    assert.equal(problem, `name is a placeholder, ${JSON.stringify(text)}: write your own there`)
  })
}

for (const text of ['', ' ', '\t\n', '\u00a0', '\u200b', '\ufeff']) {
  test(`${JSON.stringify(text)} is blank`, () => {
    assert.match(notFilledIn(['/name'], { name: text })[0] ?? '', /^name is blank/)
  })
}

const people = [
  'Ada',
  'Nan',
  'Na Li',
  'Xi',
  "O'Name",
  'Test',
  'Foo Chen',
  'Max Xx',
  'ab12',
  'Ødegård',
  '李',
  'Y. Ourn',
  'X',
  'Xxaver',
  'Ada (todo: a photo)',
  'Todo Silva',
  'Ada <ada@example.org>',
  '<b> Ada',
  '<b> Ada <i>',
  'Ada {1815}',
  '{1} Ada',
  'Ada [1815]',
  '[1] Ada',
  'Ada, 100 %',
  '% Ada',
]

for (const text of people) {
  test(`${text} is a name`, () => assert.deepEqual(notFilledIn(['/name'], { name: text }), []))
}

test('what is no text, or is missing, is left to the schema', () => {
  assert.deepEqual(notFilledIn(['/name', '/a/0', ''], { name: 5 }), [])
})

test('the place of a text is told', () => {
  const blank = 'is blank, "": write your own there'
  assert.deepEqual(notFilledIn(['/of/names/0', ''], { of: { names: [''] } }), [`of.names.0 ${blank}`])
  assert.deepEqual(notFilledIn([''], ''), [`the answer ${blank}`])
})
