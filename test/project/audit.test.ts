/** `npm run audit` against registries of our own: one that knows of nothing, one that does, and none at all. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'

describe('npm run audit', { concurrency: true }, () => {
  test('a registry that knows of no vulnerability: says so, and ends with 0', async () => {
    const { code, output } = await auditWith(200, {})
    assert.match(output, /knows of no vulnerability/)
    assert.equal(code, 0)
  })

  test('a vulnerable package: names it, what is wrong and where to read about it, and ends with 1', async () => {
    const advisory = {
      id: 1,
      title: 'Made up by a test',
      url: 'https://example.org/advisory',
      severity: 'high',
      vulnerable_versions: '*',
    }
    const { code, output } = await auditWith(200, { pino: [advisory] })
    assert.match(output, /pino: Made up by a test \(high\), https:\/\/example\.org\/advisory/)
    assert.match(output, /npm audit fix/)
    assert.equal(code, 1)
  })

  test('a registry that answers no such question: says that nothing was checked, and ends with 2', async () => {
    const { code, output } = await auditWith(405, '')
    assert.match(output, /^Not checked: .*405/m)
    assert.doesNotMatch(output, /knows of no vulnerability/)
    assert.equal(code, 2)
  })

  test('no registry at all: says that nothing was checked, and ends with 2', async () => {
    const { code, output } = await audit('http://127.0.0.1:1/')
    assert.match(output, /^Not checked: .*ECONNREFUSED/m)
    assert.equal(code, 2)
  })
})

/** Runs the audit with a registry that gives this answer to the packages it is asked about, and knows one version of each. */
async function auditWith(status: number, advisories: unknown) {
  const registry = createServer((request, response) => {
    const name = request.url?.slice(1)
    const versions = { '1.0.0': { name, version: '1.0.0' } }
    const answer = request.method === 'POST' ? advisories : { name, versions }
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  try {
    return await audit(`http://127.0.0.1:${(registry.address() as AddressInfo).port}/`)
  } finally {
    registry.close()
    registry.closeAllConnections()
  }
}

async function audit(registry: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/audit.ts'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...process.env, npm_config_registry: registry, npm_config_fetch_retries: '0' },
  })
  const ended = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  await ended
  return { code: child.exitCode, output: stdout + stderr }
}
