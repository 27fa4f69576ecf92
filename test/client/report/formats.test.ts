import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverReport } from '../../../client/report/formats.ts'

test('a format that prints only rosters is refused for one server', () => {
  assert.throws(() => serverReport({ json: false, csv: true, verbose: false }), {
    name: 'UsageError',
    message: /add --roster/,
  })
})
