/** The contract of docs/contract.md, on real servers that keep what they are told. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { project } from '../../copy-of-project.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { behaviours, heartRates } from './server.ts'

const contract = join(project, 'docs/heart-rate.json')
/** A fork may delete docs/. */
const skip = existsSync(contract) ? false : 'there is no docs/heart-rate.json'

/** For each wrong server what is wrong, the columns of its cells that are not ok, and what stands there. */
const expected: Record<string, [note: RegExp, cells: Record<string, string>]> = {
  right: [/^$/, {}],
  rounds: [
    /^GET \/api\/heart_rate\/average\/\d{9}: expected 97\.5, got 97 \(\+1 more\)$/,
    { average: 'wrong', 'interval average': 'wrong' },
  ],
  'newest first': [/^GET \/api\/heart_rate\/\d{9}: \[0\]: expected 80, got 115$/, { 'all rates': 'wrong' }],
  'adds up': [/^GET \/api\/heart_rate\/\d{9}: \[1\]: expected 115, got 195$/, { 'all rates': 'wrong' }],
  'knows everybody': [
    /^POST \/api\/[a-z_]+, sent \{.*: expected status 400 or 404, got 200 OK$/,
    { 'unknown id': 'wrong' },
  ],
  'takes an id twice': [
    /^POST \/api\/[a-z_]+, sent \{.*: expected status 400 or 409, got 200 OK$/,
    { 'taken id': 'wrong' },
  ],
  'asks for no age': [
    /^POST \/api\/[a-z_]+, sent \{.*: expected status 400 or 422, got 200 OK$/,
    { 'no age': 'wrong' },
  ],
  'is full': [
    /^POST \/api\/[a-z_]+, sent \{.*: the handler failed, and says: no room for patients$/,
    {
      'new patient': '500',
      ...skipped('heart rate', 'status', 'all rates', 'average', 'interval average'),
      ...skipped('taken id', 'no age', 'unknown id'),
    },
  ],
  'measures nothing': [
    /^POST \/api\/[a-z_]+, sent \{.*: the handler failed, and says: no room for rates$/,
    { 'heart rate': '500', ...skipped('status', 'all rates', 'average', 'interval average', 'unknown id') },
  ],
}

test('the contract of heart rates finds what is wrong and where, the second time, too', { skip }, async t => {
  const names = Object.keys(behaviours) as (keyof typeof behaviours)[]
  const hosts = await Promise.all(names.map(name => serve(t, heartRates(behaviours[name]))))
  const input = hosts.map((host, index) => `${host},${names[index]}`).join('\n')
  for (const time of ['first', 'second']) {
    const { stdout } = await runClient(['--roster', '-', '--allow-local', '--contract', contract, '--csv'], {
      input,
    })
    const rows = rowsOf(stdout)
    for (const name of names) {
      await t.test(`${name}, the ${time} time`, () => {
        const { note = '', result, label: _label, host: _host, ...cells } = rows.get(name) ?? {}
        const [expectedNote, notOk] = expected[name] as [RegExp, object]
        assert.match(note, expectedNote)
        assert.equal(result, name === 'right' ? 'pass' : 'wrong')
        assert.equal(Object.keys(cells).length, 9)
        assert.deepEqual(Object.fromEntries(Object.entries(cells).filter(([, word]) => word !== 'ok')), notOk)
      })
    }
  }
})

test('the contract names addresses of example.com alone, whose mail nobody gets', { skip }, () => {
  const addresses = readFileSync(contract, 'utf8').match(/[^"]+@[^"]+/g) ?? []
  assert.ok(addresses.length > 0)
  for (const address of addresses) assert.match(address, /@example\.com$/)
})

function skipped(...columns: string[]): Record<string, string> {
  return Object.fromEntries(columns.map(column => [column, '']))
}

/** The rows of a table in CSV by their labels, the cells of each by its headings. */
function rowsOf(csv: string): Map<string, Record<string, string>> {
  const [headings = [], ...rows] = csv
    .trim()
    .split('\r\n')
    .map(line => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) => field))
  return new Map(
    rows.map(row => [
      row[0] ?? '',
      Object.fromEntries(
        headings
          .slice(0, -1)
          .map((heading, index) => [heading, (row[index] ?? '').replace(/^"(.*)"$/, '$1')]),
      ),
    ]),
  )
}
