import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { tlsFinding } from '../../../../client/requests/errors/tls.ts'
import { ConnectionError, ConnectTimeout, requests, SSLError } from '../../../../client/requests.ts'
import { serve } from '../../servers.ts'
import { serveTcp, serveTls } from '../strange-servers.ts'

test('https to a server that speaks http', async t => {
  const base = await serve(t, (_req, res) => res.end('plain'))
  const target = new URL(base).host
  await assert.rejects(requests.get(`https://${target}/`), error => {
    assert.ok(error instanceof SSLError && error instanceof ConnectionError)
    assert.equal(error.message, `${target} does not speak https`)
    assert.equal(error.hint, `Write http://${target} instead.`)
    return true
  })
})

test('http to a server that speaks https and closes', async t => {
  const { url } = await serveTls(t)
  const target = new URL(url).host
  await assert.rejects(requests.get(`http://${target}/`), error => {
    assert.ok(error instanceof ConnectionError)
    assert.equal(error.code, 'ECONNRESET')
    assert.match(error.hint ?? '', new RegExp(`If it speaks https, write https://${target}\\.`))
    return true
  })
})

test('https to a server that closes the connection', async t => {
  const base = await serveTcp(t, socket => socket.end())
  const target = new URL(base).host
  await assert.rejects(requests.get(`https://${target}/`), {
    name: 'ConnectionError',
    code: 'ECONNRESET',
    message: `connection closed without an answer by ${target}`,
  })
})

test('https to a server that never answers the handshake is a ConnectTimeout', async t => {
  const base = await serveTcp(t, () => {})
  await assert.rejects(requests.get(base.replace('http:', 'https:'), { timeout: 0.5 }), ConnectTimeout)
})

test('a self-signed certificate', async t => {
  const { url } = await serveTls(t)
  await assert.rejects(requests.get(url), {
    name: 'SSLError',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    message: `nobody known vouches for the certificate of ${new URL(url).host} (DEPTH_ZERO_SELF_SIGNED_CERT)`,
    hint: /NODE_EXTRA_CA_CERTS/,
  })
})

test('the hint for a self-signed certificate is right', async t => {
  const { url, cert } = await serveTls(t)
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'))
  t.after(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'cert.pem'), cert)
  const program = `
    import { requests } from './client/requests.ts'
    console.log((await requests.get('${url}')).text)`
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') }
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env })
  assert.equal(stdout, 'secret\n')
})

test('a certificate that has expired', async t => {
  const yesterday = new Date(Date.now() - 86_400_000)
  const { url } = await serveTls(t, yesterday)
  await assert.rejects(requests.get(url), {
    name: 'SSLError',
    code: 'CERT_HAS_EXPIRED',
    message: `the certificate of ${new URL(url).host} has expired`,
  })
})

const vm = new URL('https://vcm-3461.example:5000/name')

for (const code of [
  'CERT_UNTRUSTED',
  'CRL_HAS_EXPIRED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
]) {
  test(`${code} is about the certificate`, () => {
    const finding = tlsFinding(vm, { code, message: 'unused', data: undefined })
    assert.deepEqual([finding?.Kind, finding?.code], [SSLError, code])
    const words = `nobody known vouches for the certificate of vcm-3461.example:5000 (${code})`
    assert.equal(finding?.message, words)
  })
}

test('a certificate for another name', () => {
  const finding = tlsFinding(vm, { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: 'unused', data: undefined })
  assert.equal(finding?.message, 'the certificate of vcm-3461.example:5000 is for another name')
})

for (const code of ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_TLS_HANDSHAKE_TIMEOUT']) {
  test(`${code}: any other failure of TLS is told in its own words`, () => {
    const finding = tlsFinding(vm, { code, message: 'too old', data: undefined })
    assert.deepEqual(finding, { Kind: SSLError, message: 'no TLS with vcm-3461.example:5000: too old', code })
  })
}

for (const code of ['ECONNRESET', 'UND_ERR_INVALID_CA', 'UND_ERR_SSL_', '']) {
  test(`"${code}" is no failure of TLS`, () => {
    assert.equal(tlsFinding(vm, { code, message: 'unused', data: undefined }), undefined)
  })
}
