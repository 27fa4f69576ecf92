import { get, lines, type Row } from '../row.ts'

function withFields(...fields: string[]): Buffer {
  return lines('GET /name HTTP/1.1', ...fields)
}

function manyFields(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `X-${i}: y`)
}

export const headers: Row[] = [
  ['no Host', withFields(), 400],
  ['an empty Host, which a target without a host may have', withFields('Host:'), 200],
  ['two Hosts', withFields('Host: a', 'Host: b'), 400],
  ['the same Host twice', withFields('Host: a', 'host: a'), 400],
  ['a Host with a path', withFields('Host: a/b'), 400],
  ['a Host with a user', withFields('Host: me@a'), 400],
  ['a Host with a space', withFields('Host: a b'), 400],
  ['a Host with markup', withFields('Host: "><script>'), 400],
  ['a Host with a port of letters', withFields('Host: a:b'), 400],
  ['a Host that is a broken IPv6 address', withFields('Host: [::1'), 400],
  ['a Host in IPv6 with a port', withFields('Host: [::1]:5000'), 200],
  ['a space before the colon', withFields('Host: x', 'X-A : 1'), 400],
  ['a space before the colon of Host', withFields('Host : x'), 400],
  ['a field without a colon', withFields('Host: x', 'nothing'), 400],
  ['a field without a name', withFields('Host: x', ': 1'), 400],
  ['a field name with a space', withFields('Host: x', 'X A: 1'), 400],
  ['a field name above ASCII', withFields('Host: x', 'X-\xe9: 1'), 400],
  ['a field name with a NUL', withFields('Host: x', 'X-\0: 1'), 400],
  ['a field name in brackets', withFields('Host: x', '[X]: 1'), 400],
  ['a field value with a NUL', withFields('Host: x', 'X-A: a\0b'), 400],
  ['a field value with a control character', withFields('Host: x', 'X-A: a\x01b'), 400],
  ['a field value with DEL', withFields('Host: x', 'X-A: a\x7fb'), 400],
  ['a field value with a bare CR', withFields('Host: x', 'X-A: a\rX-B: b'), 400],
  ['a field value with a bare LF', withFields('Host: x', 'X-A: a\nX-B: b'), 400],
  ['a folded field', withFields('Host: x', 'X-A: a', ' b'), 400],
  ['a folded first field', withFields(' Host: x'), 400],
  ['101 fields', withFields('Host: x', ...manyFields(99)), 431],
  ['1,000 fields', withFields('Host: x', ...manyFields(1000)), 431],
  ['100 fields, which are as many as allowed', withFields('Host: x', ...manyFields(98)), 200],
  ['a field of 17,000 bytes', get('/name', { X: 'x'.repeat(17_000) }), 431],
  ['a field name of 17,000 bytes', get('/name', { ['x'.repeat(17_000)]: 'y' }), 431],
  ['a field of 1 MB', get('/name', { X: 'x'.repeat(1_000_000) }), 431],
  [
    '__proto__ and constructor as fields',
    get('/name', { __proto: '1', constructor: '{}', 'x-__proto__': '1' }),
    200,
  ],
  ['a request id that would forge a log line', get('/name', { 'X-Request-Id': 'a","level":"fatal' }), 200],
  [
    'an address that is none, from who is no proxy',
    get('/name', { 'X-Forwarded-For': '{{7*7}}, ::::' }),
    200,
  ],
  ['a cookie of nonsense', get('/name', { Cookie: '=;=;;__proto__=1;%=%' }), 200],
  ['a range that is none', get('/name', { Range: 'bytes=-1-,0x1' }), 200],
  ['a range that no asset has', get('/docs/swagger-ui.css', { Range: 'bytes=99999999-' }), 416],
  [
    '1,000 overlapping ranges',
    get('/docs/favicon-32x32.png', { Range: `bytes=${'0-,'.repeat(1000)}0-` }),
    206,
  ],
  ['a date that is none', get('/docs/swagger-ui.css', { 'If-Modified-Since': '99999999' }), 200],
  [
    'an If-None-Match of 8,000 commas',
    get('/docs/swagger-ui.css', { 'If-None-Match': ','.repeat(8000) }),
    200,
  ],
]
