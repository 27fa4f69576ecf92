import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { serveLecture } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'

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
