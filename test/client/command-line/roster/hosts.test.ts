import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './read.ts'

const cells: [fact: string, cell: string, machine: string][] = [
  ['double quotes of print are stripped', '“vcm-1:5000”', 'vcm-1:5000 | Ada'],
  ['single quotes of print are stripped', '‘http://vcm-1’', 'http://vcm-1 | Ada'],
  ['German quotes are stripped', '„vcm-1:5000“', 'vcm-1:5000 | Ada'],
  ['French quotes are stripped', '« vcm-1:5000 »', 'vcm-1:5000 | Ada'],
  ['characters without a width are stripped', '\u200bvcm-1:5000\u200b', 'vcm-1:5000 | Ada'],
  ['angle brackets are stripped', '<http://vcm-1:5000>', 'http://vcm-1:5000 | Ada'],
  ['HTML is stripped', '<p>http://vcm-1:5000</p>', 'http://vcm-1:5000 | Ada'],
  ['a link of HTML counts, not its text', '"<a href=""http://vcm-1:81"">mine</a>"', 'http://vcm-1:81 | Ada'],
  ['of a sentence, the address counts', 'It is http://vcm-1:5000.', 'http://vcm-1:5000 | Ada It is'],
  ['a port may be said in words', '10.0.0.1 (port 5001)', '10.0.0.1:5001 | Ada'],
  ['blanks around the colon are taken out', 'vcm-1.duke.edu : 5001', 'vcm-1.duke.edu:5001 | Ada'],
  ['slashes are read as they are meant', 'http:/10.0.0.1:81', 'http://10.0.0.1:81 | Ada'],
  ['a doubled scheme is one', 'It is http://http://vcm-1:81', 'http://vcm-1:81 | Ada It is'],
  ['of a link in a formula, the address counts', '=HYPERLINK("http://vcm-1:81")', 'http://vcm-1:81 | Ada'],
  [
    'of a link with a name, the address counts',
    '"=HYPERLINK(""http://vcm-1:81"",""mine"")"',
    'http://vcm-1:81 | Ada',
  ],
  ['a text in a formula is the text', '="10.0.0.1:81"', '10.0.0.1:81 | Ada'],
  ['an error of the spreadsheet is told as it is', '#REF!', '#REF! | Ada'],
  ['n/a is no machine', 'n/a', ' | Ada n/a'],
  ['a dash is no machine', '-', ' | Ada -'],
  ['a number is no machine', '5000', ' | Ada 5000'],
  ['what may be a name of a machine is called', 'alpha', 'alpha | Ada'],
  ['what is no name is told as it is', 'I forgot', 'I forgot | Ada'],
  ['a Codespace is a machine', 'https://x-5000.app.github.dev', 'https://x-5000.app.github.dev | Ada'],
]

for (const [fact, cell, machine] of cells) {
  test(fact, () => assert.deepEqual(read(`name,server\nAda,${cell}`), [machine]))
}

test('a profile is no machine, whether or not there are headings', () => {
  assert.deepEqual(read('Ada,https://www.linkedin.com/in/ada,vcm-1'), [
    'vcm-1 | Ada https://www.linkedin.com/in/ada',
  ])
})

test('typographic quotes stay around a label', () => {
  assert.deepEqual(read('“Ada”,“vcm-1:5000”'), ['vcm-1:5000 | “Ada”'])
})

test('a row that has no machine keeps its place where the others have theirs', () => {
  assert.deepEqual(read('Ada,x,vcm-1:5000\nBob,y,\nCy,z,vcm-3:5000')[1], ' | Bob y')
})

test('a label that looks like a machine is none where the row has nothing in the column of machines', () => {
  assert.deepEqual(read('10.0.0.1:5000,team-1,ada.l\n,team-2,grace.h\n,vm-3,cy@x.edu'), [
    '10.0.0.1:5000 | team-1 ada.l',
    ' | team-2 grace.h',
    ' | vm-3 cy@x.edu',
  ])
})

test('an address counts wherever it stands', () => {
  assert.deepEqual(read('vcm-1:5000,Ada\nBob,vcm-2.duke.edu\n,10.0.0.3\nvcm-4:5000,Di')[2], '10.0.0.3 | ')
})

for (const address of [
  '[::ffff:10.0.0.1]:5000',
  '[::ffff:10.0.0.1]',
  '[fe80::1%eth0]:5000',
  '::ffff:10.0.0.1',
]) {
  test(`${address} is a machine beside a team`, () => {
    assert.deepEqual(read(`team-1,${address}`), [`${address} | team-1`])
  })
}

test('an error of the spreadsheet is no comment', () => {
  assert.deepEqual(read('host,name\n#REF!,Ada\nalpha,Bob'), ['#REF! | Ada', 'alpha | Bob'])
})
