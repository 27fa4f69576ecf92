import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ConnectTimeout, ReadTimeout, requests, Session, Timeout } from '../../../client/requests.ts'
import { openBlackhole } from '../blackhole.ts'
import { serve } from '../servers.ts'
import { serveTcp } from './strange-servers.ts'

test('a server that does not answer is a ReadTimeout', async t => {
  const base = await serve(t, () => {})
  await assert.rejects(requests.get(base, { timeout: 0.5 }), error => {
    assert.ok(error instanceof ReadTimeout && error instanceof Timeout)
    assert.equal(error.message, `connected to ${base.slice(7)}, but no answer within 0.5 s`)
    assert.equal(error.code, 'ERR_READ_TIMEOUT')
    assert.match(error.hint ?? '', /handler does not return/)
    assert.equal(error.request?.method, 'GET')
    return true
  })
})

test('it is one on a connection that an earlier call left open, too', async t => {
  const base = await serve(t, (req, res) => {
    if (req.url === '/name') res.end('ok')
  })
  await requests.get(`${base}/name`)
  await assert.rejects(requests.get(`${base}/hang`, { timeout: 0.5 }), ReadTimeout)
})

test('a machine that does not answer at all is a ConnectTimeout', async t => {
  const base = await openBlackhole(t)
  await assert.rejects(requests.get(base, { timeout: 0.5 }), error => {
    assert.ok(error instanceof ConnectTimeout && error instanceof Timeout)
    assert.equal(error.message, `no connection to ${base.slice(7)} within 0.5 s`)
    assert.equal(error.code, 'ERR_CONNECT_TIMEOUT')
    return true
  })
})

test('a body that stops in the middle is a ReadTimeout with the answer so far', async t => {
  const base = await serve(t, (_req, res) => {
    res.writeHead(200, { 'x-test': 'yes' }).write('half')
  })
  await assert.rejects(requests.get(base, { timeout: 0.5 }), error => {
    assert.ok(error instanceof ReadTimeout)
    assert.equal(error.message, `the answer from ${base.slice(7)} was not complete within 0.5 s`)
    assert.equal(error.response?.text, 'half')
    assert.equal(error.response?.headers.get('x-test'), 'yes')
    return true
  })
})

test('a slow drip ends with the timeout, where Python reads on for ever', async t => {
  const base = await serve(t, (_req, res) => {
    const drip = setInterval(() => res.write('.'), 50)
    res.once('close', () => clearInterval(drip))
  })
  await assert.rejects(requests.get(base, { timeout: 0.5 }), ReadTimeout)
})

test('the timeout counts over redirects', async t => {
  const base = await serve(t, (_req, res) => {
    setTimeout(() => res.writeHead(302, { location: '/' }).end(), 100)
  })
  await assert.rejects(requests.get(base, { timeout: 0.5 }), ReadTimeout)
})

test('timeout: null waits', async t => {
  const base = await serve(t, (_req, res) => {
    setTimeout(() => res.end('late'), 700)
  })
  const session = new Session({ timeout: 0.3 })
  await assert.rejects(session.get(base), ReadTimeout)
  assert.equal((await session.get(base, { timeout: null })).text, 'late')
})

test('a session waits 10 seconds unless told otherwise', () => {
  assert.equal(new Session().timeout, 10)
  assert.equal(new Session({ timeout: null }).timeout, null)
})

for (const timeout of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 3_000_000]) {
  test(`a timeout of ${timeout} is refused`, async () => {
    await assert.rejects(requests.get('http://localhost:2/', { timeout }), RangeError)
  })
}

test('a program whose only call hangs lives until the timeout, and no longer', async t => {
  const base = await serveTcp(t, () => {})
  const output = await run(
    `await requests.get('${base}', { timeout: 0.5 }).catch(error => console.log(error.name))`,
  )
  assert.equal(output, 'ReadTimeout\n')
})

test('a program whose only call is answered does not wait for the timeout', async t => {
  const base = await serve(t, (_req, res) => res.end('ok'))
  assert.equal(await run(`console.log((await requests.get('${base}', { timeout: 600 })).text)`), 'ok\n')
})

test('the longest timeout is the longest that a timer of Node takes', async t => {
  const base = await serve(t, (_req, res) => res.end('ok'))
  assert.equal((await requests.get(base, { timeout: 2_147_483 })).text, 'ok')
  await assert.rejects(requests.get(base, { timeout: 2_147_484 }), /^RangeError: .* it is 2147484$/)
})

/** Runs a program that may call `requests`, which has to end within half a minute, and gives its output. */
async function run(program: string): Promise<string> {
  const whole = `import { requests } from './client/requests.ts'\n${program}`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', whole]
  return (await promisify(execFile)(process.execPath, args, { timeout: 30_000 })).stdout
}
