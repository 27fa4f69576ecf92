import { bytes, type Row, right } from '../row.ts'

const name = 'GET /name HTTP/1.1\r\nHost: x\r\n\r\n'
const last = 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
const post = `POST /distance HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${right.length}\r\n\r\n${right}`

export const pipelining: Row[] = [
  ['two requests at once', bytes(name + last), 200, 200],
  ['100 requests at once', bytes(name.repeat(99) + last), ...Array(100).fill(200)],
  ['a body and a next request', bytes(post + last), 200, 200],
  ['a wrong body and a next request', bytes(post.replace('[2', '"2') + last), 400, 200],
  [
    'a body of 10 MB and a next request',
    bytes(post.replace(`${right.length}`, '10000000').replace(right, ' '.repeat(10_000_000)) + last),
    413,
    200,
  ],
  ['an unknown path and a next request', bytes(name.replace('name', 'nowhere') + last), 404, 200],
  ['a request after the one that was to be the last', bytes(last + last), 200],
  [
    'an upgrade and a next request',
    bytes(name.replace('Host', 'Connection: upgrade\r\nUpgrade: h2c\r\nHost') + last),
    200,
  ],
  ['a refused request and a next one', bytes(name.replace('Host: x', 'Host: x\r\nHost: y') + last), 400],
  ['garbage after a request', bytes(`${name}garbage\r\n\r\n`), 200, 400],
  ['garbage after a body that is still being read', bytes(`${post}garbage\r\n\r\n`), 200, 400],
  ['a version of HTTP after another', bytes(name + last.replace('1.1', '2.0')), 200, 400],
]
