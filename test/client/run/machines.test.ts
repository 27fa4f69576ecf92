import assert from 'node:assert/strict'
import { lookup } from 'node:dns/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { createMachines } from '../../../client/run/machines.ts'
import { serveLecture } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'

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

/** Counts what reaches this machine by any of its addresses. */
async function counting(t: { after: (end: () => void) => void }) {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end('{"name":"Ada"}')
  }).listen(0)
  await new Promise(resolve => server.once('listening', resolve))
  t.after(() => server.close().closeAllConnections())
  return { port: (server.address() as AddressInfo).port, asked: () => asked }
}

test('the machine that grades gets no request, no pass and no cells, and the exit code is 1', async t => {
  const { port, asked } = await counting(t)
  const input = `${port} Ada\nlocalhost:${port} Bob\n`
  const { code, stdout } = await runClient(['--roster', '-', '--wait=1'], { input })
  assert.deepEqual([code, asked()], [1, 0], stdout)
  assert.match(stdout, /^Ada +\d+ +unreachable +- +- +- +not called: \d+ names no machine; /m)
  assert.match(stdout, /^Bob +localhost:\d+ +unreachable +- +- +- +not called: localhost is 127\.0\.0\.1/m)
  assert.match(stdout, /^2 hosts: 0 pass, 0 wrong, 2 unreachable/m)
})

test('a student number without a machine is not called either', async t => {
  const { port, asked } = await counting(t)
  const { stdout } = await runClient(['--roster', '-', '--csv'], { input: `id,name,host\n${port},Gus,\n` })
  assert.equal(asked(), 0)
  assert.match(stdout, /^\d+ Gus,,unreachable,,,,no host given/m)
})

test('--allow-local calls it, and a pass under two names stays a pass', async t => {
  const port = new URL(await serveLecture(t)).port
  const input = `team-4,127.0.0.1:${port}\nteam-9,[::ffff:7f00:1]:${port}\n`
  const { code, stdout } = await runClient(['--roster', '-', '--allow-local'], { input })
  assert.equal(code, 0, stdout)
  assert.match(stdout, /^team-4 .* pass +ok +ok +ok +the same machine as team-9$/m)
  assert.match(stdout, /^team-9 .* pass +ok +ok +ok +the same machine as team-4$/m)
})

test('a host that is named by --host is called wherever it is', async t => {
  const { code } = await runClient(['--host', await serveLecture(t)])
  assert.equal(code, 0)
})
