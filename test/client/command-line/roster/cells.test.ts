import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from './read.ts'

const files: [fact: string, file: string, machines: string[]][] = [
  ['a # within a cell is part of the label', 'Team #1,vcm-1', ['vcm-1 | Team #1']],
  ['a # within quotes is part of the label', '"Team #1",vcm-1', ['vcm-1 | Team #1']],
  ['a # that begins a cell in quotes is no comment', '"#1 of us",vcm-1', ['vcm-1 | #1 of us']],
  ['a # behind a host and blanks is no comment', 'vcm-1:5000 team # 3', ['vcm-1:5000 | team # 3']],
  ['a line that begins with # is a comment', '#Ada,vcm-1\nBob,vcm-2', ['vcm-2 | Bob']],
  ['a comment may be indented', '  # Ada,vcm-1\nBob,vcm-2', ['vcm-2 | Bob']],
  ['a # alone is the heading of a column', '#,name,host\n1,Ada,alpha', ['alpha | 1 Ada']],
  [
    "Brightspace's ids begin with # and are no comments",
    'OrgDefinedId,Username,Server,End-of-Line Indicator\n#12,#al1,alpha,#\n#13,#gh2,,#',
    ['alpha | #12 #al1 #', ' | #13 #gh2 #'],
  ],
  ['#1 before a separator is a label', '#1,vcm-1\n#2,vcm-2', ['vcm-1 | #1', 'vcm-2 | #2']],
  ['#1 is a label beside others', '#1,vcm-1\n#2,\nx,vcm-3', ['vcm-1 | #1', ' | #2', 'vcm-3 | x']],
  ['#1 before a blank is a label where all are', '#1 vcm-1.duke.edu', ['vcm-1.duke.edu | #1']],
  [
    'a table of --csv keeps a label that begins with #',
    'label,host,result,note\n#ours,alpha,pass,\nx,beta,pass,',
    ['alpha | #ours', 'beta | x'],
  ],
  ['headings may begin with #', '#Name,Host\nAda,alpha', ['alpha | Ada']],
  ['a machine behind # was taken out', '#10.0.0.5:5000\n# vcm-2\n#vcm-3,Ada\nvcm-1,Bob', ['vcm-1 | Bob']],
  ['a remark of several cells is a comment', 'name,host\n# Ada,gone\nBob,alpha', ['alpha | Bob']],
  [
    'the lines of a Markdown table are no machines',
    '| Name | Host |\n|---|:---:|\n| Ada | alpha |',
    ['alpha | Ada'],
  ],
  ['lines drawn below headings are no machines', 'name | host\n-- | --\nAda | alpha', ['alpha | Ada']],
  ['lines may end with CR', 'Ada,vcm-1\rBob,vcm-2\r', ['vcm-1 | Ada', 'vcm-2 | Bob']],
  ['lines may end with CRLF', 'Ada,vcm-1\r\nBob,vcm-2\r\n', ['vcm-1 | Ada', 'vcm-2 | Bob']],
  [
    'lines may end each in another way',
    'a,vcm-1\rb,vcm-2\r\nc,vcm-3\n',
    ['vcm-1 | a', 'vcm-2 | b', 'vcm-3 | c'],
  ],
  [
    'a quoted cell may have line breaks',
    'Ada,"one\r\n2\nthree",vcm-1:5000',
    ['vcm-1:5000 | Ada one 2 three'],
  ],
  ['a quoted host may have a line break', 'Ada,"vcm-1:5000\n"', ['vcm-1:5000 | Ada']],
  ['a quoted cell may have separators', '"Lovelace, Ada; x",vcm-1', ['vcm-1 | Lovelace, Ada; x']],
  ['a quote within quotes is doubled', '"the ""first""",vcm-1', ['vcm-1 | the "first"']],
  ['a quote within quotes may be single', '"the "first" team",vcm-1', ['vcm-1 | the "first" team']],
  ['a quote that is not closed takes no row along', '"Ada,vcm-1\nBob,vcm-2', ['vcm-1 | "Ada', 'vcm-2 | Bob']],
  ['quotes may have blanks around them', ' "Lovelace, Ada" , "vcm-1" ', ['vcm-1 | Lovelace, Ada']],
  ['cells may be divided by semicolons', 'Ada;vcm-1', ['vcm-1 | Ada']],
  [
    'a comma is part of a cell in a file of semicolons',
    'name;host\nL, Ada;alpha\nB, Bob;beta',
    ['alpha | L, Ada', 'beta | B, Bob'],
  ],
  ['cells may be divided by tabs', 'name\thost\nAda\talpha', ['alpha | Ada']],
  ['an empty cell between tabs is a cell', 'host\tid\tport\nalpha\t\t81', ['alpha:81 | ']],
  ['NBSP is a blank', 'Ada\u00a0L,\u00a0vcm-1:5000\u00a0', ['vcm-1:5000 | Ada L']],
  ['a BOM is no part of the first cell', '\ufeffhost,name\nalpha,Ada', ['alpha | Ada']],
  ['sep= says what divides cells', 'sep=;\nname;host\nL, Ada;alpha', ['alpha | L, Ada']],
  ['sep= may name any character', 'sep=^\nname^host\nAda^alpha', ['alpha | Ada']],
  ['cells at the end may be empty', 'name,host,,\nAda,alpha,,', ['alpha | Ada']],
  ['rows of separators alone are no machines', 'name,host\nAda,alpha\n,,\n,,\n', ['alpha | Ada']],
  ['a label in quotes may follow a host', 'vcm-1:5000 "Ada L" x', ['vcm-1:5000 | Ada L x']],
]

for (const [fact, file, machines] of files) {
  test(fact, () => assert.deepEqual(read(file), machines))
}
