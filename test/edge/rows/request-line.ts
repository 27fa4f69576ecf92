import { bytes, lines, type Row } from '../row.ts'

const host = 'Host: x'

export const requestLines: Row[] = [
  ['a line of garbage', bytes('garbage\r\n\r\n'), 400],
  ['a NUL byte alone', bytes('\0'.repeat(20)), 400],
  [
    'the start of TLS, as https:// to this port sends it',
    bytes('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
    400,
  ],
  ['the start of SSH', bytes('SSH-2.0-OpenSSH_9.2\r\n'), 400],
  [
    'a proxy protocol header',
    bytes('PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n'),
    400,
  ],
  ['the preface of HTTP/2', bytes('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), 400],
  ['no version, as in HTTP/0.9', bytes('GET /name\r\n\r\n'), 400],
  ['HTTP/0.9', lines('GET /name HTTP/0.9', host), 400],
  ['HTTP/1.2', lines('GET /name HTTP/1.2', host), 400],
  ['HTTP/1.10', lines('GET /name HTTP/1.10', host), 400],
  ['HTTP/2.0', lines('GET /name HTTP/2.0', host), 400],
  ['HTTP/3.0', lines('GET /name HTTP/3.0', host), 400],
  ['a version without a number', lines('GET /name HTTP/', host), 400],
  ['a version with words', lines('GET /name HTTP/one.one', host), 400],
  ['http in lower case', lines('GET /name http/1.1', host), 400],
  ['another protocol', lines('GET /name HTCPCP/1.0', host), 400],
  ['HTTP/1.0 without a Host, which it need not have', lines('GET /name HTTP/1.0'), 200],
  ['a method in lower case', lines('get /name HTTP/1.1', host), 400],
  ['a method that nobody knows', lines('BREW /name HTTP/1.1', host), 400],
  ['a method with a NUL', lines('GE\0T /name HTTP/1.1', host), 400],
  ['a method of 100,000 letters', lines(`${'A'.repeat(100_000)} /name HTTP/1.1`, host), 400],
  ['an empty method', lines(' /name HTTP/1.1', host), 400],
  ['no target', lines('GET HTTP/1.1', host), 400],
  ['a tab in place of a space', lines('GET\t/name HTTP/1.1', host), 400],
  ['a space at the end of the line', lines('GET /name HTTP/1.1 ', host), 400],
  ['a space in the target', lines('GET /hello/Grace Hopper HTTP/1.1', host), 400],
  ['a bare LF after the line', bytes('GET /name HTTP/1.1\nHost: x\r\n\r\n'), 400],
  ['bare LFs throughout', bytes('GET /name HTTP/1.1\nHost: x\n\n'), 400],
  ['a bare CR after the line', bytes('GET /name HTTP/1.1\rHost: x\r\n\r\n'), 400],
  ['a second request line', bytes('GET /name HTTP/1.1\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n'), 400],
  // RFC 9112, 2.2: empty lines before a request are to be ignored.
  [
    'empty lines before the request',
    Buffer.concat([bytes('\r\n\r\n'), lines('GET /name HTTP/1.1', host)]),
    200,
  ],
]
