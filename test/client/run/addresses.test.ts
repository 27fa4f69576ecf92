import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesOf } from '../../../client/run/addresses.ts'

const known: [url: string, addresses: string[]][] = [
  ['http://198.51.100.1:5000', ['198.51.100.1']],
  ['http://[2001:db8::1]:5000', ['2001:db8::1']],
  ['http://localhost', ['127.0.0.1', '::1']],
  ['http://localhost.', ['127.0.0.1', '::1']],
  ['http://a.localhost/b', ['127.0.0.1', '::1']],
]

for (const [url, addresses] of known) {
  test(`${url} is known without a look at any directory`, async () => {
    assert.deepEqual(await addressesOf(new URL(url), 10), addresses)
  })
}

for (const name of ['localhost.invalid', 'notlocalhost', 'no-such-host.invalid']) {
  test(`${name} leads nowhere, and says so as a call would`, async () => {
    await assert.rejects(addressesOf(new URL(`http://${name}`), 10), {
      name: 'ConnectionError',
      message: /host|DNS/,
    })
  })
}
