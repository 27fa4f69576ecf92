/** Both programs in images that have no shell any more, nor Perl, nor npm. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { until } from '../cluster/wait.ts'
import { docker, succeed } from './docker.ts'

const targets = ['api', 'client'] as const
const image = (target: string) => `test-shell-${target}-${process.pid}`
const without = (target: string) => `${image(target)}-without`
const network = `test-shell-${process.pid}`
const dockerfile = `${import.meta.dirname}/fixtures/without-shell.Dockerfile`
let api: string

before(async () => {
  for (const target of targets) {
    await succeed(['build', '--quiet', '--target', target, '--tag', image(target), '.'])
    const from = ['--file', dockerfile, '--build-arg', `IMAGE=${image(target)}`]
    await succeed(['build', '--quiet', ...from, '--tag', without(target), '.'])
  }
  await succeed(['network', 'create', network])
  const flags = ['--detach', '--network', network, '--network-alias', 'api']
  api = (await succeed(['run', ...flags, without('api')])).trim()
})

after(async () => {
  if (api) await docker(['rm', '--force', api])
  await docker(['network', 'rm', network])
  await docker(['rmi', '--force', ...targets.flatMap(target => [without(target), image(target)])])
})

/** What the admin port says, which only the container itself can reach. */
async function workers(): Promise<{ pid: number; state: string }[]> {
  const script = "fetch('http://127.0.0.1:5001/status').then(answer => answer.text()).then(console.log)"
  return JSON.parse(await succeed(['exec', api, 'node', '-e', script])).workers
}

for (const target of targets) {
  test(`a shell cannot be started in the image of the ${target}`, async () => {
    for (const shell of ['/bin/sh', '/bin/bash', 'dash', 'perl', 'npm']) {
      const { code, stderr } = await docker(['run', '--rm', '--entrypoint', shell, without(target)])
      assert.equal(code, 127, shell + stderr)
    }
  })
}

test('the server starts, and its health check finds it healthy', async () => {
  const health = ['inspect', '--format', '{{.State.Health.Status}}', api]
  await until('healthy', async () => (await succeed(health)).trim() === 'healthy', 180)
})

test('the client calls every endpoint, and ends with 0', async () => {
  const { code, stdout } = await docker(['run', '--rm', '--network', network, without('client')])
  assert.match(stdout, /\n(\d+) calls: \1 ok/)
  assert.equal(code, 0, stdout)
})

test('a worker that dies is replaced', async () => {
  await until('all workers', async () => (await workers()).every(({ state }) => state === 'ready'))
  const before = await workers()
  const [victim] = before
  await succeed(['exec', api, 'node', '-e', `process.kill(${victim?.pid}, 'SIGKILL')`])
  await until('its successor', async () => {
    const now = await workers()
    const isNew = now.every(({ pid, state }) => pid !== victim?.pid && state === 'ready')
    return isNew && now.length === before.length
  })
})

test('docker stop ends the server with 0', async () => {
  await succeed(['stop', api])
  assert.equal((await succeed(['inspect', '--format', '{{.State.ExitCode}}', api])).trim(), '0')
})
