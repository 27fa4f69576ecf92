import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAddress, isLocal, parseAddress } from '../../src/cluster/address.ts'

const accepted = [
  ['127.0.0.1:8000', { host: '127.0.0.1', port: 8000 }, 'http://127.0.0.1:8000'],
  ['localhost', { host: 'localhost', port: 5000 }, 'http://localhost:5000'],
  [':8000', { host: '0.0.0.0', port: 8000 }, 'http://0.0.0.0:8000'],
  ['[::1]:8000', { host: '::1', port: 8000 }, 'http://[::1]:8000'],
  ['[::]', { host: '::', port: 5000 }, 'http://[::]:5000'],
  ['unix:/run/api.sock', { path: '/run/api.sock' }, 'unix:/run/api.sock'],
  ['fd://12', { fd: 12 }, 'fd://12'],
  ['host:65535', { host: 'host', port: 65535 }, 'http://host:65535'],
] as const

for (const [text, address, shown] of accepted) {
  test(`${text} is read as gunicorn reads it, and shown as ${shown}`, () => {
    assert.deepEqual(parseAddress(text), address)
    assert.equal(formatAddress(address), shown)
  })
}

for (const text of [
  '',
  'host:',
  'host:port',
  'a:1:2',
  '[nonsense]:80',
  'host:65536',
  'http://host:80',
  'unix:',
  'unix:/run/a\nb',
  'my-unix:/run/api.sock',
  'my-fd://3',
  'fd://3x',
]) {
  test(`${JSON.stringify(text)} is refused with the forms that are taken`, () => {
    assert.throws(() => parseAddress(text), /takes HOST, HOST:PORT/)
  })
}

for (const text of ['unix:/run/api.sock', 'fd://3']) {
  test(`${text} is refused on Windows, in one line that says what has such sockets`, () => {
    assert.throws(
      () => parseAddress(text, undefined, 'win32'),
      /^Error: takes HOST:PORT on Windows.*Docker Desktop or WSL$/,
    )
  })
}

test('what only has the name of such a socket in it is refused on Windows as elsewhere', () => {
  assert.throws(() => parseAddress('my-unix:x', undefined, 'win32'), /takes HOST, HOST:PORT/)
})

test('a missing host is what the caller says', () => {
  assert.deepEqual(parseAddress(':8000', '127.0.0.1'), { host: '127.0.0.1', port: 8000 })
})

test('only loopback addresses and socket files count as local', () => {
  const local = [
    '127.0.0.1:1',
    'localhost:1',
    '[::1]:1',
    'unix:x',
    ':1',
    '[::]:1',
    '10.0.0.1:1',
    '127.example.org:1',
    'fd://3',
  ].filter(text => isLocal(parseAddress(text)))
  assert.deepEqual(local, ['127.0.0.1:1', 'localhost:1', '[::1]:1', 'unix:x'])
})
