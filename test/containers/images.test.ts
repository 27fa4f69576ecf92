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

/** The packages of the image, with their versions and their places, as in package-lock.json. */
async function packagesIn(image: string): Promise<string[]> {
  const script = `
    const { globSync, readFileSync } = require('node:fs')
    for (const file of globSync('node_modules/**/package.json'))
      console.log(file.replace('/package.json', ''), JSON.parse(readFileSync(file)).version)`
  const lines = await succeed(['run', '--rm', '--entrypoint', 'node', image, '--eval', script])
  // A package may hold further files of that name, for its own parts.
  return lines
    .split('\n')
    .filter(line => /^(.+\/)?node_modules\/(@[^/]+\/)?[^/ ]+ /.test(line))
    .sort()
}

/** What of package-lock.json a part of the packages is. */
function locked(isWanted: (path: string, entry: { dev?: boolean }) => boolean): string[] {
  const { packages } = JSON.parse(readFileSync(`${import.meta.dirname}/../../package-lock.json`, 'utf8'))
  return Object.entries<{ dev?: boolean; version: string }>(packages)
    .filter(([path, entry]) => path !== '' && isWanted(path, entry))
    .map(([path, { version }]) => `${path} ${version}`)
    .sort()
}

async function list(image: string, command: string): Promise<string[]> {
  const output = await succeed(['run', '--rm', '--entrypoint', 'sh', image, '-c', command])
  return output.split('\n').filter(line => line !== '')
}

describe('the image of the API', () => {
  test('holds the packages of production as they are locked, and no other', async () => {
    assert.deepEqual(
      await packagesIn(images.api),
      locked((_path, { dev }) => !dev),
    )
  })

  test('holds compiled code: no sources, no tests, no client', async () => {
    assert.deepEqual(
      (await list(images.api, 'ls /app /app/dist')).filter(line => !line.endsWith(':')),
      ['compiled', 'dist', 'node_modules', 'package.json', 'node_modules', 'src'],
    )
    assert.deepEqual(await list(images.api, 'find /app/dist -name "*.ts"'), [])
  })

  test('holds what V8 has compiled of it, which each process takes', async () => {
    const program = "await import('/app/dist/src/main.js')"
    const log = await docker([
      ...['run', '--rm', '--env', 'NODE_DEBUG_NATIVE=COMPILE_CACHE', '--entrypoint', 'node'],
      ...[images.api, '--input-type=module', '--eval', program],
    ])
    assert.match(log.stderr, /main\.js was accepted/)
    assert.match(log.stderr, /express\.js was accepted/)
  })

  test('leaves its user nothing in /app to write to', async () => {
    assert.deepEqual(await list(images.api, 'id -un; find /app -writable'), ['node'])
  })

  test('has a folder for data outside of it, of which nobody but its user reads anything', async () => {
    const folder = 'stat --format "%U %a" $(dirname $SQLITE_FILE)'
    assert.deepEqual(await list(images.api, folder), ['node 700'])
  })

  test('makes no volume that it was not asked for', async () => {
    assert.equal(
      (await succeed(['inspect', '--format', '{{json .Config.Volumes}}', images.api])).trim(),
      'null',
    )
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

  test('does not start where it cannot write its data, and says whose folder that is, and what to do', async () => {
    const ofRoot = ['--tmpfs', '/data:uid=0,mode=755']
    const { code, stdout, stderr } = await docker(['run', '--rm', ...ofRoot, images.api])
    assert.notEqual(code, 0)
    assert.match(
      stdout + stderr,
      /^Error: .*Cannot write to \/data \(EACCES\)\. It belongs to the user 0, and this process runs as 1000: sudo chown -R 1000 \/data/m,
    )
  })

  test('takes the flags of the server after its name', async () => {
    const { stdout } = await docker(['run', '--rm', images.api, '--workers', '3', '--print-config'])
    assert.match(stdout, /workers\W+3\b/)
  })
})

describe('the image of the client', () => {
  test('holds one package', async () => {
    const only = 'node_modules/@cfworker/json-schema'
    assert.deepEqual(
      await packagesIn(images.client),
      locked(path => path === only),
    )
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
