import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import express, { type Express } from 'express'
import helmet from 'helmet'
import supertest from 'supertest'
import { createApp } from '../../src/http/app.ts'
import { app as lecture } from './lecture.ts'

/** helmet's headers as helmet alone sends them. */
async function helmetHeaders(): Promise<Record<string, string>> {
  const bare = express()
  const withHelmet = express().use(helmet())
  for (const app of [bare, withHelmet]) app.get('/', (_req, res) => void res.end())
  const without = (await supertest(bare).get('/')).headers
  const { headers } = await supertest(withHelmet).get('/')
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !(name in without)))
}

const breaksPlainHttp = ['strict-transport-security']
const { 'content-security-policy': policy = '', ...others } = await helmetHeaders()

for (const path of ['/', '/nope', '/docs']) {
  test(`${path} has each of helmet's headers with helmet's value, but for HSTS`, async () => {
    const { headers } = await supertest(lecture).get(path)
    const wanted = Object.entries(others).filter(([name]) => !breaksPlainHttp.includes(name))
    assert.ok(wanted.length >= 10)
    for (const [name, value] of wanted) assert.equal(headers[name], value, name)
    assert.equal('strict-transport-security' in headers, false)
  })

  test(`${path} has helmet's content security policy, but for upgrade-insecure-requests`, async () => {
    const { headers } = await supertest(lecture).get(path)
    assert.match(policy, /;upgrade-insecure-requests/)
    assert.equal(headers['content-security-policy'], policy.replace(';upgrade-insecure-requests', ''))
  })
}

test('no answer says that Express made it', async () => {
  assert.equal('x-powered-by' in (await supertest(lecture).get('/')).headers, false)
})

/** An app that was made under FORWARDED_ALLOW_IPS, and tells what it takes for its caller. */
function appTrusting(addresses: string | undefined): Express {
  if (addresses === undefined) delete process.env.FORWARDED_ALLOW_IPS
  else process.env.FORWARDED_ALLOW_IPS = addresses
  try {
    const app = createApp()
    app.get('/', (req, res) => void res.json({ ip: req.ip, protocol: req.protocol, host: req.hostname }))
    return app
  } finally {
    delete process.env.FORWARDED_ALLOW_IPS
  }
}

/** Whom the app takes for its caller, when a proxy on this machine says 203.0.113.7 over https. */
async function callerOf(app: Express): Promise<unknown> {
  const { body } = await supertest(app).get('/').set({
    Host: 'here',
    'X-Forwarded-For': '203.0.113.7',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Host': 'there',
  })
  return { ...body, ip: body.ip.replace('::ffff:', '') }
}

const proxied = { ip: '203.0.113.7', protocol: 'https', host: 'there' }
const direct = { ip: '127.0.0.1', protocol: 'http', host: 'here' }

for (const addresses of [undefined, '', '10.0.0.1', '10.0.0.0/8, 192.168.0.1']) {
  test(`FORWARDED_ALLOW_IPS=${addresses ?? ' (unset)'} does not believe a proxy at 127.0.0.1`, async () => {
    assert.deepEqual(await callerOf(appTrusting(addresses)), direct)
  })
}

for (const addresses of ['*', '127.0.0.1', '10.0.0.1, 127.0.0.1', '127.0.0.0/8', ' 127.0.0.1 ,']) {
  test(`FORWARDED_ALLOW_IPS=${addresses} believes a proxy at 127.0.0.1`, async () => {
    assert.deepEqual(await callerOf(appTrusting(addresses)), proxied)
  })
}

test('an address that a trusted proxy only passed on is not believed', async () => {
  const { body } = await supertest(appTrusting('127.0.0.1'))
    .get('/')
    .set('X-Forwarded-For', '198.51.100.1, 203.0.113.7')
  assert.equal(body.ip, '203.0.113.7')
})

test('an address that is none stops the program and names the setting', () => {
  assert.throws(() => appTrusting('127.0.0.1,proxy'), /FORWARDED_ALLOW_IPS=127\.0\.0\.1,proxy: .*proxy/)
})
