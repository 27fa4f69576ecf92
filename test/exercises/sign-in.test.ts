/** The ways to sign in of docs/sign-in.md, but for the JWT, which has tests of its own. */
import '../http/quiet.ts'
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import supertest from 'supertest'
import type { Routes } from '../../src/http.ts'
import { project } from '../copy-of-project.ts'
import { appOf } from '../http/app-of.ts'
import { testExamples } from '../http/contract.ts'
import { blocksOf } from '../pages/page.ts'
import { credentials } from './credentials-token.ts'
import { user as keyUser } from './sign-in-key.ts'
import { user as rolesUser } from './sign-in-roles.ts'
import { routes as rolesRoutes } from './sign-in-roles-routes.ts'
import { routes } from './sign-in-routes.ts'

const page = 'docs/sign-in.md'

process.env.ADA_TOKEN = 'the-token-of-ada'
process.env.GRACE_TOKEN = 'the-token-of-grace'
process.env.API_KEY = 'the-key'
process.env.API_USERS = JSON.stringify({ ada: 'with:colon', grace: 'a secret' })
const { user: passwordUser } = await import('./sign-in-password.ts')

const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` })
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` })

describe('one token', () => {
  testExamples(appOf(routes), routes, credentials)

  test('another token is refused like none', () => refusedAlike(routes, [{}, bearer('other'), bearer('')]))

  test('while API_TOKEN is not set, every token is refused', async t => {
    const token = process.env.API_TOKEN
    delete process.env.API_TOKEN
    t.after(() => {
      process.env.API_TOKEN = token
    })
    await refusedAlike(routes, [credentials, bearer('undefined'), bearer('')])
  })
})

describe('several users', () => {
  testExamples(appOf(rolesRoutes), rolesRoutes, bearer('the-token-of-ada'))

  test('a user of another role gets a 403', async () => {
    const { status } = await call(rolesRoutes, '/users', bearer('the-token-of-grace'))
    assert.equal(status, 403)
  })

  test('a user of any role is let in where none is wanted', async () => {
    const { body } = await call(meBehind(rolesUser), '/me', bearer('the-token-of-grace'))
    assert.deepEqual(body, { id: 'grace' })
  })

  test('a token of nobody gets a 401', () => refusedAlike(rolesRoutes, [{}, bearer('other')], '/users'))
})

describe('name and password', () => {
  const table = meBehind(passwordUser)

  test('the right ones are let in, also with a colon in the password', async () => {
    const { status, body } = await call(table, '/me', basic('ada:with:colon'))
    assert.deepEqual([status, body], [200, { id: 'ada' }])
  })

  test('a wrong password, an unknown name, and no pair at all are refused alike', () =>
    refusedAlike(table, [{}, basic('ada:wrong'), basic('constructor:x'), basic('ada:'), basic('ada')]))
})

describe('an API key', () => {
  const table = meBehind(keyUser)

  test('the right one is let in', async () => {
    const { status } = await call(table, '/me', { 'x-api-key': 'the-key' })
    assert.equal(status, 200)
  })

  test('another one, or one elsewhere, is refused like none', () =>
    refusedAlike(table, [{}, { 'x-api-key': 'other' }, bearer('the-key')]))
})

describe(page, { skip: !existsSync(join(project, page)) }, () => {
  const shown = () => blocksOf(page).map(({ text }) => text)
  const guards = ['token', 'roles', 'password', 'key', 'jwt'].map(way => `sign-in-${way}.ts`)

  for (const file of [
    ...guards,
    'fixtures/make-keys.ts',
    'fixtures/sign-token.ts',
    'credentials-token.ts',
    'credentials-jwt.ts',
  ]) {
    test(`shows ${file}, word for word`, () => {
      const code = readFileSync(join(import.meta.dirname, file), 'utf8').replaceAll("'../../src/", "'./")
      assert.ok(shown().includes(code), code)
    })
  }

  for (const file of ['sign-in-routes.ts', 'sign-in-roles-routes.ts']) {
    test(`shows the entry of ${file}, word for word`, () => {
      const [head = '', table = ''] = readFileSync(join(import.meta.dirname, file), 'utf8').split(
        'export const routes = {\n',
      )
      const [ownImport = ''] = /import .* from '.\/sign-in.*\n/.exec(head) ?? []
      const imported = ownImport.replace(/sign-in-\w+/, 'sign-in')
      const entry = table.replace(/}\n$/, '').replaceAll(/^ {2}/gm, '')
      assert.ok(shown().includes(entry), entry)
      assert.ok(
        shown().some(text => text.endsWith(imported)),
        imported,
      )
    })
  }
})

/** The same entry, behind another guard. */
function meBehind(guard: NonNullable<Routes[string]['guard']>): Routes {
  return { me: { ...routes.me, guard } as unknown as Routes[string] }
}

function call(table: Routes, path: string, headers: Record<string, string>) {
  return supertest(appOf(table)).get(path).set(headers)
}

/** A refusal must not tell what was wrong. */
async function refusedAlike(table: Routes, calls: Record<string, string>[], path = '/me'): Promise<void> {
  const answers = await Promise.all(calls.map(headers => call(table, path, headers)))
  const seen = answers.map(({ status, body, headers }) => ({
    status,
    body: { ...body, requestId: '' },
    challenge: headers['www-authenticate'],
  }))
  assert.equal(seen[0]?.status, 401)
  for (const one of seen) assert.deepEqual(one, seen[0])
}
