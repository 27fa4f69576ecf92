/** The sign-in with a JWT of docs/sign-in.md: keys and tokens are made by the page's own scripts. */
import '../http/quiet.ts'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import supertest from 'supertest'
import type { Guard, Routes } from '../../src/http.ts'
import { appOf } from '../http/app-of.ts'
import { routes } from './sign-in-routes.ts'

const folder = mkdtempSync(join(tmpdir(), 'keys-'))
after(() => rmSync(folder, { recursive: true }))

run('make-keys.ts')
const [publicJwk] = JSON.parse(readFileSync(join(folder, 'key-set.json'), 'utf8')).keys
/** The issuer has a key of another algorithm, too. */
const rsa = await generateKeyPair('RS256')
const rsaJwk = { kid: 'rsa', ...(await exportJWK(rsa.publicKey)) }
process.env.KEY_SET = JSON.stringify({ keys: [publicJwk, rsaJwk] })
const { user, admin } = await import('./sign-in-jwt.ts')

const { kid } = publicJwk
const publicKey = (await importJWK(publicJwk, 'ES256')) as CryptoKey
const privateKey = await importJWK(JSON.parse(readFileSync(join(folder, 'private-key.json'), 'utf8')))
const other = await generateKeyPair('ES256')

const hour = 3600
const now = Math.floor(Date.now() / 1000)
const claims = {
  sub: 'ada',
  iss: 'https://login.example.org',
  aud: 'https://api.example.org',
  exp: now + hour,
}
const right = await signed(claims)
const [head, , signature] = right.split('.')
const secret = new TextEncoder().encode(await exportSPKI(publicKey))

const broken: Record<string, string | undefined> = {
  'no token': undefined,
  'a token that has expired': await signed({ ...claims, exp: now - 1 }),
  'a token that never expires': await signed({ ...claims, exp: undefined }),
  'a token that is not valid yet': await signed({ ...claims, nbf: now + hour }),
  'a token of another issuer': await signed({ ...claims, iss: 'https://login.example.com' }),
  'a token for another service': await signed({ ...claims, aud: 'https://other.example.org' }),
  'a token of nobody': await signed({ ...claims, sub: undefined }),
  'a token of another key': await signed(claims, other.privateKey),
  'a token of a key that is not in the set': await signed(claims, other.privateKey, { kid: 'other' }),
  'a token of another algorithm': await signed(claims, rsa.privateKey, { alg: 'RS256', kid: 'rsa' }),
  'a token whose secret is the public key': await signed(claims, secret, { alg: 'HS256' }),
  'a token without a signature': new UnsecuredJWT(claims).encode(),
  'a token that was changed': [head, base64url({ ...claims, sub: 'grace' }), signature].join('.'),
  'what is no token at all': 'ada',
}

describe('a JWT', () => {
  test('the right one is let in, and its subject is the id of the user', async () => {
    const { status, body } = await call(user, right)
    assert.deepEqual([status, body], [200, { id: 'ada' }])
  })

  test('one that the script signs is let in, with its role', async () => {
    const { body } = await call(admin, run('sign-token.ts', 'grace', 'admin').trim())
    assert.deepEqual(body, { id: 'grace' })
  })

  test('one of another role gets a 403 where an admin is wanted', async () => {
    const { status } = await call(admin, run('sign-token.ts', 'grace', 'reader').trim())
    assert.equal(status, 403)
  })

  for (const [what, token] of Object.entries(broken)) {
    test(`${what} is refused, with the same words`, async () => {
      const { status, body, headers } = await call(user, token)
      assert.equal(status, 401)
      assert.equal(body.detail, 'This call wants a bearer token that is known here.')
      assert.equal(headers['www-authenticate'], 'Bearer')
    })
  }

  test('where a key of the set is broken, that is a failure of the server', async () => {
    const { x: _, ...half } = publicJwk
    process.env.KEY_SET = JSON.stringify({ keys: [half] })
    const { user } = (await import(`./sign-in-jwt.ts?${half.kid}`)) as { user: Guard<unknown> }
    const { status } = await call(user, right)
    assert.equal(status, 500)
  })
})

describe('the scripts', () => {
  test('only the owner can read the private key', () => {
    assert.equal(statSync(join(folder, 'private-key.json')).mode & 0o077, 0)
  })

  test('the set for the server has nothing of the private key', () => {
    assert.deepEqual(Object.keys(publicJwk).sort(), ['alg', 'crv', 'kid', 'kty', 'x', 'y'])
  })

  test('a private key that is there is not written over', () => {
    assert.throws(() => run('make-keys.ts'), /EEXIST/)
  })
})

function run(script: string, ...args: string[]): string {
  const file = join(import.meta.dirname, 'fixtures', script)
  return execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), file, ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function signed(
  payload: Record<string, unknown>,
  key: CryptoKey | Uint8Array = privateKey,
  header: { alg?: string; kid?: string } = {},
): Promise<string> {
  return new SignJWT(payload as JWTPayload).setProtectedHeader({ alg: 'ES256', kid, ...header }).sign(key)
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function call(guard: Guard<unknown>, token: string | undefined) {
  const table = { me: { ...routes.me, guard } as unknown as Routes[string] }
  const request = supertest(appOf(table)).get('/me')
  return token === undefined ? request : request.set('authorization', `Bearer ${token}`)
}
