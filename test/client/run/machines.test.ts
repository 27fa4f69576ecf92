import assert from 'node:assert/strict'
import { lookup } from 'node:dns/promises'
import { hostname, networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { createMachines } from '../../../client/run/machines.ts'

async function known(hosts: string[], allowLocal = false) {
  const entries = hosts.map((host, index) => ({ host, label: `team-${index + 1}` }))
  const { whyNotCalled, remarks } = createMachines({ allowLocal, timeout: 10, wait: 1 })
  const refusals = await Promise.all(entries.map(whyNotCalled))
  return entries.map((entry, index) => {
    const [refusal, remark] = [refusals[index], remarks().get(entry)]
    return { ...(refusal !== undefined && { refusal }), ...(remark !== undefined && { remark }) }
  })
}

const addresses = () =>
  Object.values(networkInterfaces()).flatMap(each => (each ?? []).map(({ address }) => address))
const ownName = await lookup(hostname()).then(
  () => [hostname()],
  () => [],
)

const own = [
  'localhost:5000',
  'LOCALHOST',
  'localhost.:5000',
  'team.localhost:5000',
  '127.0.0.1:5000',
  '127.8.7.6:5000',
  '127.1:5000',
  '0.0.0.0:5000',
  '0:5000',
  ':5000',
  '5000',
  '"5000"',
  '[::1]:5000',
  '::1',
  '[::]:5000',
  '[0:0:0:0:0:0:0:1]:5000',
  '[::ffff:127.0.0.1]:5000',
  '[::ffff:7f00:1]:5000',
  '2130706433:5000',
  '0x7f000001:5000',
  '0x7f.0.0.1:5000',
  '017700000001:5000',
  'http://localhost/api',
  'https://ada:secret@127.0.0.1',
  ...ownName.map(name => `${name}:5000`),
]

for (const host of own) {
  test(`${host} is this machine, which is not called`, async () => {
    const [found] = await known([host])
    assert.match(found?.refusal ?? '', /^not called: .*write the student's machine .* --allow-local/)
    assert.ok((found?.refusal?.length ?? 0) <= 160, found?.refusal)
  })
}

test('nor is any address of its networks called', async () => {
  const before = addresses()
  const hosts = before.map(address => (address.includes(':') ? `[${address}]:5000` : `${address}:5000`))
  const found = await known(hosts)
  // Containers come and go, and their networks with them.
  const lasting = new Set(addresses())
  const called = before.filter((address, index) => !found[index]?.refusal && lasting.has(address))
  assert.deepEqual([before.length > 0, called], [true, []])
})

const others = [
  '198.51.100.1:5000',
  '[2001:db8::1]:5000',
  '[::ffff:198.51.100.1]:5000',
  'no-such-host.invalid',
  'localhost.example.invalid:5000',
  'localhost:x',
  '',
]

for (const host of others) {
  test(`${host || 'nothing'} is not taken for this machine`, async () => {
    assert.deepEqual(await known([host]), [{}])
  })
}

test('a name that leads nowhere fails as a call to it would, unless machines are waited for', async () => {
  const entry = { host: 'no-such-host.invalid:5000', label: '' }
  const looking = { allowLocal: false, timeout: 10 }
  await assert.rejects(createMachines({ ...looking, wait: undefined }).whyNotCalled(entry), {
    name: 'ConnectionError',
    message:
      /^(no such host: no-such-host\.invalid|cannot reach a DNS server to look up no-such-host\.invalid)$/,
  })
  assert.equal(await createMachines({ ...looking, wait: 1 }).whyNotCalled(entry), undefined)
})

test('a number alone names no machine, and is not said to be an address', async () => {
  for (const number of ['5198', '1234567', '0', ':5198']) {
    const [found] = await known([number])
    assert.ok(found?.refusal?.startsWith(`not called: ${number} names no machine; `), found?.refusal)
  }
})

test('one address and port under two names is told in both rows, and another port of it is not', async () => {
  const hosts = [
    '198.51.100.1:5000',
    'http://198.51.100.1:5000/api',
    '198.51.100.1:5001',
    '[::ffff:198.51.100.1]:5001',
  ]
  assert.deepEqual(await known([...hosts, '198.51.100.1:5002']), [
    { remark: 'the same machine as team-2' },
    { remark: 'the same machine as team-1' },
    { remark: 'the same machine as team-4' },
    { remark: 'the same machine as team-3' },
    {},
  ])
})

test('of many that are one machine, the first is named and the others are counted', async () => {
  const found = await known(Array(4).fill('198.51.100.1'))
  assert.equal(found[0]?.remark, 'the same machine as team-2 and 2 more')
  assert.equal(found[3]?.remark, 'the same machine as team-1 and 2 more')
})
