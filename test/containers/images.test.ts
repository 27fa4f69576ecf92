/** What is in the images, and how they run without docker-compose.yml. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { until } from '../cluster/wait.ts'
import { docker, succeed } from './docker.ts'

const images = { api: `test-image-api-${process.pid}`, client: `test-image-client-${process.pid}` }

before(async () => {
  for (const [target, image] of Object.entries(images)) {
    await succeed(['build', '--quiet', '--target', target, '--tag', image, '.'])
  }
})

after(() => docker(['rmi', '--force', ...Object.values(images)]))

/** The packages in a folder node_modules of the image, scoped ones with their scope. */
async function packagesIn(image: string): Promise<string[]> {
  const files = await list(
    image,
    'find /app/node_modules -path "*/node_modules/*/package.json" -printf "%P\\n"',
  )
  const names = files.map(file => file.match(/^(@[^/]+\/[^/]+|[^@/][^/]*)\/package\.json$/)?.[1])
  return names.filter(name => name !== undefined).sort()
}

async function list(image: string, command: string): Promise<string[]> {
  const output = await succeed(['run', '--rm', '--entrypoint', 'sh', image, '-c', command])
  return output.split('\n').filter(line => line !== '')
}

describe('the image of the API', () => {
  test('holds the packages of production, and no other', async () => {
    const { packages } = JSON.parse(readFileSync(`${import.meta.dirname}/../../package-lock.json`, 'utf8'))
    const expected = Object.entries<{ dev?: boolean }>(packages)
      .filter(([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev)
      .map(([path]) => path.replace('node_modules/', ''))
    assert.deepEqual(await packagesIn(images.api), expected.sort())
  })

  test('holds compiled code: no sources, no tests, no client', async () => {
    assert.deepEqual(
      (await list(images.api, 'ls /app /app/dist')).filter(line => !line.endsWith(':')),
      ['dist', 'node_modules', 'package.json', 'src'],
    )
    assert.deepEqual(await list(images.api, 'find /app/dist -name "*.ts"'), [])
  })

  test('leaves its user nothing in /app to write to', async () => {
    assert.deepEqual(await list(images.api, 'id -un; find /app -writable'), ['node'])
  })

  test('needs no npm to run', async () => {
    const { code, stdout, stderr } = await withoutNpm(images.api, '--check-config')
    assert.equal(code, 0, stdout + stderr)
  })

  test('ends with 0 when it is stopped, also without an init', async () => {
    const id = (await succeed(['run', '--detach', images.api])).trim()
    try {
      const health = ['inspect', '--format', '{{.State.Health.Status}}', id]
      await until('healthy', async () => (await succeed(health)).trim() === 'healthy', 60)
      await succeed(['stop', id])
      assert.equal((await succeed(['inspect', '--format', '{{.State.ExitCode}}', id])).trim(), '0')
    } finally {
      await docker(['rm', '--force', id])
    }
  })

  test('takes the flags of the server after its name', async () => {
    const { stdout } = await docker(['run', '--rm', images.api, '--workers', '3', '--print-config'])
    assert.match(stdout, /workers\W+3\b/)
  })
})

describe('the image of the client', () => {
  test('holds one package', async () => {
    assert.deepEqual(await packagesIn(images.client), ['@cfworker/json-schema'])
  })

  test('leaves its user nothing in /app to write to', async () => {
    assert.deepEqual(await list(images.client, 'id -un; find /app -writable'), ['node'])
  })

  test('needs no npm to run', async () => {
    const { code, stdout } = await withoutNpm(images.client, '--help')
    assert.equal(code, 0)
    assert.match(stdout, /--host/)
  })

  test('calls the host of Compose unless told another', async () => {
    const untold = await docker(['run', '--rm', '--network', 'none', images.client])
    assert.match(untold.stdout + untold.stderr, /http:\/\/api:5000/)
    const told = await docker(['run', '--rm', '--network', 'none', images.client, '--host', '127.0.0.1:1'])
    assert.match(told.stdout + told.stderr, /127\.0\.0\.1:1\b/)
    assert.deepEqual([untold.code, told.code], [3, 3])
  })
})

function withoutNpm(image: string, ...args: string[]) {
  const npm = ['--tmpfs', '/usr/local/lib/node_modules']
  return docker(['run', '--rm', '--network', 'none', '--read-only', ...npm, image, ...args])
}
