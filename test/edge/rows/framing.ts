/** Where a body ends: two programs that see it differently are what request smuggling needs (RFC 9112, 6 and 11.2). */
import { bytes, lines, post, type Row, right } from '../row.ts'

const length = `Content-Length: ${right.length}`
const chunks = `15\r\n${right}\r\n0\r\n\r\n`
const smuggled = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n'

function coded(coding: string): Buffer {
  return post([`Transfer-Encoding: ${coding}`], chunks)
}

export const framing: Row[] = [
  ['a length and chunks', post([length, 'Transfer-Encoding: chunked'], chunks), 400],
  ['chunks and a length', post(['Transfer-Encoding: chunked', length], chunks), 400],
  [
    'a length of 0, chunks and a second request',
    post(['Content-Length: 0', 'Transfer-Encoding: chunked'], `0\r\n\r\n${smuggled}`),
    400,
  ],
  ['two lengths that differ', post([length, 'Content-Length: 5'], right), 400],
  ['two lengths that agree', post([length, length], right), 400],
  ['two lengths in one field', post([`${length}, ${right.length}`], right), 400],
  ['a length with a plus sign', post([`Content-Length: +${right.length}`], right), 400],
  ['a negative length', post(['Content-Length: -1'], right), 400],
  ['a length in hexadecimal', post(['Content-Length: 0x15'], right), 400],
  ['a length with an underscore', post(['Content-Length: 2_1'], right), 400],
  ['a length with a space in it', post(['Content-Length: 2 1'], right), 400],
  ['a length with a decimal point', post(['Content-Length: 21.0'], right), 400],
  ['a length in words', post(['Content-Length: many'], right), 400],
  ['an empty length', post(['Content-Length:'], right), 400],
  ['a length beyond 64 bits', post(['Content-Length: 99999999999999999999'], right), 400],
  [
    'a length of 1 PB, of which some bytes come',
    post(['Content-Length: 999999999999999'], right.repeat(10_000)),
    413,
  ],
  ['a length that is too short, and the rest as a next request', post(['Content-Length: 5'], right), 400],
  ['a length name with a NUL', post([`Content-Length\0: 5`, length], right), 400],
  ['a folded length', post(['Content-Length:', ` ${right.length}`], right), 400],
  ['Transfer-Encoding: identity', coded('identity'), 400],
  ['Transfer-Encoding: xchunked', coded('xchunked'), 400],
  ['Transfer-Encoding: "chunked" in quotes', coded('"chunked"'), 400],
  ['Transfer-Encoding: chunked;q=1', coded('chunked;q=1'), 400],
  ['Transfer-Encoding: chunked, identity', coded('chunked, identity'), 400],
  ['Transfer-Encoding: chunked, chunked', coded('chunked, chunked'), 400],
  ['Transfer-Encoding: gzip, chunked', coded('gzip, chunked'), 400],
  ['Transfer-Encoding: chunked, gzip', coded('chunked, gzip'), 400],
  ['Transfer-Encoding: gzip', coded('gzip'), 400],
  ['an empty Transfer-Encoding', coded(''), 400],
  ['a vertical tab before chunked', coded('\x0bchunked'), 400],
  ['a NUL after chunked', coded('chunked\0'), 400],
  ['a folded Transfer-Encoding', post(['Transfer-Encoding:', ' chunked'], chunks), 400],
  [
    'a space before the colon of Transfer-Encoding',
    post(['Transfer-Encoding : chunked', length], right),
    400,
  ],
  [
    'Transfer-Encoding twice',
    post(['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], chunks),
    400,
  ],
  [
    'Transfer-Encoding: chunked and then cow',
    post(['Transfer-Encoding: chunked', 'Transfer-Encoding: cow'], chunks),
    400,
  ],
  [
    'Transfer_Encoding with an underscore, which is another field',
    post([length, 'Transfer_Encoding: chunked'], right),
    200,
  ],
  ['CHUNKED in upper case', coded('CHUNKED'), 200],
  [
    'chunks in HTTP/1.0',
    bytes(
      `POST /distance HTTP/1.0\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
    ),
    400,
  ],
  [
    'chunks in HTTP/1.0 that asks to be kept',
    bytes(
      `POST /distance HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}${smuggled}`,
    ),
    400,
  ],
  [
    'a GET with both a length and chunks',
    lines('GET /name HTTP/1.1', 'Host: x', 'Content-Length: 3', 'Transfer-Encoding: chunked'),
    400,
  ],
  [
    'a GET with a coding that nobody knows',
    lines('GET /name HTTP/1.1', 'Host: x', 'Transfer-Encoding: cow'),
    400,
  ],
  [
    'a GET with a body',
    Buffer.concat([lines('GET /name HTTP/1.1', 'Host: x', 'Content-Length: 2'), bytes('{}')]),
    200,
  ],
  [
    'a body where none belongs is not taken for a request',
    bytes(
      `GET /name HTTP/1.1\r\nHost: x\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    ),
    200,
    404,
  ],
]
