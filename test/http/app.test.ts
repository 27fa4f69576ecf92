import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import express from 'express'
import helmet from 'helmet'
import supertest from 'supertest'
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
