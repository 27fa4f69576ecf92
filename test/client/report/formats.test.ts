import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { parseFlags } from '../../../client/command-line/parse-flags.ts'
import { rosterReport, serverReport } from '../../../client/report/formats.ts'
import { grades } from './grades.ts'

test('a format that prints only rosters is refused for one server', () => {
  assert.throws(() => serverReport({ ...parseFlags([], {}), csv: true }), {
    name: 'UsageError',
    message: /add --roster/,
  })
})

test('text and JSON are formats for one server as well', () => {
  for (const args of [[], ['--json']]) assert.equal(typeof serverReport(parseFlags(args, {})), 'function')
})

/** What a roster's report writes to the program's output with these flags. */
function written(t: TestContext, args: string[]): string {
  const texts: string[] = []
  const { mock } = t.mock.method(process.stdout, 'write', (text: string) => texts.push(text) > 0)
  const entries = grades.map(({ entry }) => entry)
  const skipped = { empty: 0, comments: 0, headings: 0 }
  try {
    const flags = parseFlags(['--roster', 'x', ...args], {})
    rosterReport(flags)({ entries, skipped, calls: [] }).end(grades, 0)
  } finally {
    mock.restore()
  }
  return texts.join('')
}

test('a flag asks for its format, and without one it is text', t => {
  assert.match(written(t, []), /^host +result +note\n/)
  assert.match(written(t, ['--csv']), /^label,host,result,note\r\n/)
  assert.match(written(t, ['--csv', '--bom']), /^\uFEFFlabel,/)
  assert.match(written(t, ['--json']), /^\{"host":"vcm-1",/)
})
