import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowTotals } from '../../../client/report/roster-rows.ts'

const none = { empty: 0, comments: 0, headings: 0 }

/** What is said of a roster with entries of these hosts, and so many other rows. */
function said(hosts: string[], skipped: Partial<typeof none>): string | undefined {
  return rowTotals({
    entries: hosts.map(host => ({ host, label: '' })),
    skipped: { ...none, ...skipped },
  })
}

test('of a roster whose rows are all entries nothing is said', () => {
  assert.equal(said(['vcm-1', ''], {}), undefined)
})

for (const [hosts, skipped, text] of [
  [['vcm-1'], { empty: 1 }, '2 rows: 1 host, 1 empty'],
  [['vcm-1', 'vcm-2'], { comments: 1 }, '3 rows: 2 hosts, 1 comment'],
  [['vcm-1'], { headings: 1 }, '2 rows: 1 host, 1 heading'],
  [['vcm-1'], { empty: 1, comments: 1 }, '3 rows: 1 host, 1 empty, 1 comment'],
  [['vcm-1'], { empty: 1, headings: 1 }, '3 rows: 1 host, 1 heading, 1 empty'],
  [[], { comments: 1 }, '1 row: 0 hosts, 1 comment'],
  [
    ['vcm-1', '', ''],
    { headings: 2, empty: 3, comments: 4 },
    '12 rows: 1 host, 2 without a host, 2 headings, 3 empty, 4 comments',
  ],
] as const) {
  test(`of a roster's rows is said: ${text}`, () => assert.equal(said([...hosts], skipped), text))
}
