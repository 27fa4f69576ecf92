import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFlags } from '../../../client/command-line/parse-flags.ts'
import { serverReport } from '../../../client/report/formats.ts'

test('a format that prints only rosters is refused for one server', () => {
  assert.throws(() => serverReport({ ...parseFlags([], {}), csv: true }), {
    name: 'UsageError',
    message: /add --roster/,
  })
})
