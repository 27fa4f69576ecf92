import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeRoster } from '../../../../client/command-line/roster/decode.ts'
import { read } from './read.ts'

test('UTF-8 is read', () => {
  assert.deepEqual(read('Jörg,vcm-1'), ['vcm-1 | Jörg'])
})

test('Latin-1 is read, with its umlauts', () => {
  assert.deepEqual(read(Buffer.from('J\u00f6rg,vcm-1\n', 'latin1')), ['vcm-1 | Jörg'])
})

test('the Mac OS Roman of Excel\'s "CSV (Macintosh)" is read', () => {
  assert.deepEqual(read(Buffer.from('J\u009arg,vcm-1\r', 'latin1')), ['vcm-1 | Jörg'])
})

const utf16 = Buffer.from('\ufeffAda,vcm-1', 'utf16le')
const refused: [kind: string, bytes: Buffer, reason: RegExp][] = [
  ['UTF-16', utf16, /UTF-16/],
  ['UTF-16 with the high byte first', Buffer.from(utf16).swap16(), /UTF-16/],
  ['UTF-16 without a BOM', utf16.subarray(2), /UTF-16/],
  ['a spreadsheet of today', Buffer.from('PK\u0003\u0004…'), /\.xlsx, \.ods, \.numbers/],
  ['an empty zip file', Buffer.from('PK\u0005\u0006'), /zip/],
  ['a spreadsheet of Excel 97', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls\b/],
  ['a page of HTML', Buffer.from('<html><table><tr>'), /HTML/],
  ['rich text', Buffer.from('{\\rtf1\\ansi vcm-1}'), /\.rtf/],
  ['a PDF', Buffer.from('%PDF-1.7'), /PDF/],
]

for (const [kind, bytes, reason] of refused) {
  test(`${kind} is refused, with what to do`, () => {
    assert.throws(() => decodeRoster(bytes, 'teams.csv'), { name: 'UsageError', message: reason })
    assert.throws(() => decodeRoster(bytes, 'teams.csv'), {
      message: /^teams\.csv is .*: save it as CSV UTF-8$/,
    })
  })
}

test('a team may be called PK', () => {
  assert.deepEqual(read('PKs,vcm-1'), ['vcm-1 | PKs'])
})
