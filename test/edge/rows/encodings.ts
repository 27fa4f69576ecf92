import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { jsonBytes } from '../../http/socket.ts'
import { type Row, right } from '../row.ts'

function typed(type: string, body: string | Uint8Array = right): Buffer {
  return jsonBytes('/distance', body, { 'Content-Type': type })
}

function encoded(encoding: string, body: Uint8Array): Buffer {
  return jsonBytes('/distance', body, { 'Content-Encoding': encoding })
}

const zipped = gzipSync(right)
const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
const nested = gzipSync(gzipSync(right))

export const encodings: Row[] = [
  ['a body without a type', jsonBytes('/distance', right, { 'Content-Type': '' }), 415],
  ['a form', typed('application/x-www-form-urlencoded', 'a=1'), 415],
  ['an upload', typed('multipart/form-data; boundary=x', '--x--'), 415],
  ['JSON as text, which a page of another origin can send unasked', typed('text/plain'), 415],
  [
    'XML with an outside entity',
    typed('application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    415,
  ],
  ['a type that only begins as JSON', typed('application/jsonp'), 415],
  ['a type of nonsense', typed(';;;=,/'), 415],
  ['a type of 8,000 bytes', typed(`application/json;${'x'.repeat(8000)}`), 200],
  ['UTF-16 that says so', typed('application/json; charset=utf-16', Buffer.from(right, 'utf16le')), 415],
  ['UTF-16 that does not', typed('application/json', Buffer.from(right, 'utf16le')), 400],
  ['UTF-16 with a byte order mark', typed('application/json', Buffer.from(`\ufeff${right}`, 'utf16le')), 400],
  ['UTF-7', typed('application/json; charset=utf-7'), 415],
  ['a charset that nobody knows', typed('application/json; charset=klingon'), 415],
  ['a charset in quotes', typed('application/json; charset="utf-8"'), 200],
  ['a byte order mark, which is to be ignored', typed('application/json', `\ufeff${right}`), 200],
  ['two byte order marks', typed('application/json', `\ufeff\ufeff${right}`), 400],
  ['Latin-1', typed('application/json', Buffer.from('{"\xe9":1}', 'latin1')), 400],
  ['an overlong character', typed('application/json', Buffer.from([0x22, 0xc0, 0xaf, 0x22])), 400],
  ['a surrogate in UTF-8', typed('application/json', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), 400],
  ['half a character', typed('application/json', Buffer.from([0x22, 0xe2, 0x82, 0x22])), 400],
  ['gzip', encoded('gzip', zipped), 200],
  ['gzip in upper case', encoded('GZIP', zipped), 200],
  ['gzip that is none', encoded('gzip', Buffer.from(right)), 400],
  ['gzip that is cut short', encoded('gzip', zipped.subarray(0, -5)), 400],
  [
    'gzip with a broken checksum',
    encoded('gzip', Buffer.concat([zipped.subarray(0, -8), Buffer.alloc(8)])),
    400,
  ],
  ['gzip that nobody mentions', jsonBytes('/distance', zipped), 400],
  ['gzip in gzip', encoded('gzip', nested), 400],
  ['gzip, gzip', encoded('gzip, gzip', nested), 415],
  ['a gzip bomb of 50 MB', encoded('gzip', bomb), 413],
  ['a gzip bomb in a gzip bomb', encoded('gzip', gzipSync(bomb)), 400],
  ['an empty gzip', encoded('gzip', Buffer.alloc(0)), 400],
  ['gzip of nothing', encoded('gzip', gzipSync('')), 400],
  ['deflate', encoded('deflate', deflateSync(right)), 200],
  ['a deflate bomb of 50 MB', encoded('deflate', deflateSync(Buffer.alloc(50_000_000, ' '))), 413],
  ['a brotli bomb of 50 MB', encoded('br', brotliCompressSync(Buffer.alloc(50_000_000, ' '))), 413],
  ['an encoding that nobody knows', encoded('cow', zipped), 415],
  ['identity, which is none', encoded('identity', Buffer.from(right)), 200],
]
