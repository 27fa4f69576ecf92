import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFlags } from '../../../client/command-line/parse-flags.ts'

const refused: [args: string[], reason: RegExp][] = [
  [['--spec', 'a', '--contract', 'b'], /give one/],
  [['--roster', 'a.csv', 'vcm-1'], /the hosts stand in the roster/],
  [['--roster', 'a.csv', '--repeat', '2'], /--repeat is for one host/],
  [['--roster', 'a.csv', '--list'], /--list shows the calls of one host/],
  [['--csv'], /--csv prints a roster: add --roster/],
  [['x', '--jobs', '8'], /--jobs is for --roster FILE or --repeat N/],
  [['--roster', 'a.csv', '--bom'], /--bom is for --csv/],
  [['--roster', 'a.csv', '--csv', '--json'], /^--csv and --json: give one$/],
  [['--html', 'page.html'], /--html shows a roster: add --roster/],
  [['--roster', 'a.csv', '--html', './a.csv'], /write over .\/a.csv, which is read/],
  [['--roster', 'a.csv', '--spec', 'b.json', '--html', 'b.json'], /write over b.json, which is read/],
  [['--roster', 'a.csv', '--contract', 'b.json', '--html', 'b.json'], /write over b.json, which is read/],
  [['--roster', 'a.csv', '--bom', '--json'], /--bom is for --csv/],
  [['--roster', 'a.csv', '--html', '-'], /--html takes the name of a file/],
]

for (const [args, reason] of refused) {
  test(`${args.join(' ')} is refused with a reason`, () => {
    assert.throws(() => parseFlags(args, {}), { name: 'UsageError', message: reason })
  })
}

for (const args of [
  ['--spec', 'a'],
  ['--contract', 'b'],
  ['--roster', 'a.csv', '--jobs', '8'],
  ['x', '--repeat', '2', '--jobs', '8'],
  ['--roster', 'a.csv', '--csv', '--bom'],
  ['--roster', 'a.csv', '--json', '--html', 'page.html'],
  ['x', '--list', '--json'],
]) {
  test(`${args.join(' ')} go together`, () => assert.doesNotThrow(() => parseFlags(args, {})))
}
