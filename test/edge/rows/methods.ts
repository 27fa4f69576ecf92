import { bytes, lines, post, type Row, right } from '../row.ts'

const host = 'Host: x'
const length = `Content-Length: ${right.length}`
const webSocket = [
  'Upgrade: websocket',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
]

export const methods: Row[] = [
  ['HEAD', lines('HEAD /name HTTP/1.1', host), 200],
  ['HEAD of what only takes POST', lines('HEAD /distance HTTP/1.1', host), 405],
  ['OPTIONS', lines('OPTIONS /distance HTTP/1.1', host), 204],
  ['OPTIONS *', lines('OPTIONS * HTTP/1.1', host), 404],
  ['TRACE, which would echo headers', lines('TRACE /name HTTP/1.1', host, 'Cookie: secret'), 405],
  ['TRACK, its twin', lines('TRACK /name HTTP/1.1', host, 'Cookie: secret'), 400],
  ['CONNECT', lines('CONNECT elsewhere:443 HTTP/1.1', host)],
  ['CONNECT to a path', lines('CONNECT /name HTTP/1.1', host)],
  ['DELETE', lines('DELETE /name HTTP/1.1', host), 405],
  ['a method of WebDAV', lines('PROPFIND /name HTTP/1.1', host), 405],
  ['a method of a proxy cache', lines('PURGE /name HTTP/1.1', host), 405],
  // The parser knows RTSP's and Icecast's requests, too, and takes them for HTTP/1.0.
  ['a request of RTSP', lines('DESCRIBE /name RTSP/1.0', host), 405],
  ['a request of Icecast', lines('SOURCE /name ICE/1.0', host), 405],
  ['a GET of what only takes POST', lines('GET /distance HTTP/1.1', host), 405],
  [
    'a method in a header, which some frameworks believe',
    lines('GET /name HTTP/1.1', host, 'X-HTTP-Method-Override: DELETE'),
    200,
  ],
  [
    'an upgrade to WebSocket',
    bytes(['GET /name HTTP/1.1', host, 'Connection: upgrade, close', ...webSocket, '', ''].join('\r\n')),
    200,
  ],
  [
    'an upgrade to HTTP/2',
    bytes(
      [
        'GET /name HTTP/1.1',
        host,
        'Connection: upgrade, http2-settings, close',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABk',
        '',
        '',
      ].join('\r\n'),
    ),
    200,
  ],
  ['an upgrade with a body', post([length, 'Upgrade: h2c'], right), 200],
  ['Expect: 100-continue', post([length, 'Expect: 100-continue'], right), 100, 200],
  [
    'Expect: 100-continue with a body over the limit',
    post(['Content-Length: 1000000', 'Expect: 100-continue'], ' '.repeat(200_000)),
    100,
    413,
  ],
  ['Expect of something else', post([length, 'Expect: a miracle'], right), 417],
  [
    'Expect: 100-continue twice',
    post([length, 'Expect: 100-continue', 'Expect: 100-continue'], right),
    100,
    200,
  ],
]
