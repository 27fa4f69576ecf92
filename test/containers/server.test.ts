/** The fault tests that need a container: its stop, its CPU quota, and its end when the supervisor is killed. */
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from '../cluster/build.ts'
import { get } from '../cluster/faults/load.ts'
import { timeLimit } from '../cluster/faults/pace.ts'
import { holdRequest } from '../cluster/held-request.ts'
import { eventually, until } from '../cluster/wait.ts'
import { succeed } from './docker.ts'

const repository = resolve(import.meta.dirname, '../..')

for (const init of [true, false]) {
  test(`T18 docker stop, ${init ? 'with' : 'without'} --init: the request in flight is answered, exit 0 in 4 s`, async t => {
    await inContainer(init ? ['--init'] : [], ['--workers', '2'], async ({ id, port }) => {
      const limit = await timeLimit(2000, 2000)
      const request = holdRequest({ port })
      await until('the request in flight', () => hasBegun(id))
      const asked = performance.now()
      const stopped = succeed(['stop', '--time', '10', id])
      await sleep(2000)
      request.letGo()
      await stopped
      const milliseconds = Math.round(performance.now() - asked)
      const { outcome } = await request.answer
      const code = await exitCode(id)
      const allowed = await limit()
      t.diagnostic(`T18 docker stop: ${outcome}, exit ${code} after ${milliseconds} ms of ${allowed}`)
      assert.equal(outcome, 'ok')
      assert.equal(code, 0)
      assert.ok(milliseconds < allowed, `${milliseconds} ms of ${allowed}`)
    })
  })
}

test('T25 auto workers: half a CPU gives one worker', async () => {
  await inContainer(['--cpus', '0.5'], ['--workers', 'auto'], async ({ id }) => {
    const { workers, workersWanted } = await status(id)
    assert.deepEqual([workersWanted, workers.length], [1, 1])
  })
})

test('T23 orphan: a container with --init ends in 2 s when its supervisor is killed, a hung worker included', async t => {
  await inContainer(['--init'], ['--workers', '2'], async ({ id, port }) => {
    const hung = get({ port, path: '/hang', timeout: 60_000 })
    await until('a hung worker', async () => {
      const { workers } = await status(id)
      return workers.some(({ eventLoopDelayMs }) => eventLoopDelayMs > 1000)
    })
    const limit = await timeLimit(2000)
    const asked = performance.now()
    // --init is process 1, and the supervisor is its only child. The container may end before the exec does.
    await succeed(['exec', '--detach', id, 'sh', '-c', 'kill -KILL $(cat /proc/1/task/1/children)'])
    const ended = await eventually(async () => (await state(id)) === 'exited', 10)
    const milliseconds = Math.round(performance.now() - asked)
    const allowed = await limit()
    await hung
    t.diagnostic(`T23 orphan: the container ended after ${milliseconds} ms of ${allowed}`)
    assert.ok(ended && milliseconds < allowed, `${milliseconds} ms of ${allowed}`)
  })
})

interface Container {
  readonly id: string
  /** Of this machine, where the server is published. */
  readonly port: number
}

/** Runs the compiled server and the fixture app, mounted into a plain Node image, and removes the container at the end. */
async function inContainer(
  dockerFlags: readonly string[],
  flags: readonly string[],
  body: (container: Container) => Promise<void>,
): Promise<void> {
  const mounts = { '/srv/dist': build(), '/srv/node_modules': `${repository}/node_modules` }
  const id = await succeed([
    ...['run', '--detach', '--publish', '127.0.0.1::5000', '--workdir', '/srv', ...dockerFlags],
    ...Object.entries(mounts).flatMap(([inside, outside]) => ['--volume', `${outside}:${inside}:ro`]),
    ...['--volume', `${repository}/package.json:/srv/package.json:ro`, 'node:26-trixie-slim'],
    ...['node', 'dist/src/cluster/cli.js', '--bind', '0.0.0.0:5000', '--admin', '127.0.0.1:5001', ...flags],
    'dist/test/cluster/faults/fixtures/app.js:app',
  ]).then(text => text.trim())
  try {
    const published = await succeed(['port', id, '5000/tcp'])
    const port = Number(/:(\d+)\s*$/.exec(published)?.[1])
    await until(
      'an answer from the container',
      async () => (await get({ port, timeout: 1000 })).outcome === 'ok',
    )
    await body({ id, port })
  } finally {
    await succeed(['rm', '--force', id])
  }
}

interface Status {
  readonly workersWanted: number
  readonly workers: readonly { readonly requestsInFlight: number; readonly eventLoopDelayMs: number }[]
}

/** What the admin port says, which only the container itself can reach. */
async function status(id: string): Promise<Status> {
  const script = "fetch('http://127.0.0.1:5001/status').then(answer => answer.text()).then(console.log)"
  return JSON.parse(await succeed(['exec', id, 'node', '-e', script]))
}

async function hasBegun(id: string): Promise<boolean> {
  const { workers } = await status(id)
  return workers.some(({ requestsInFlight }) => requestsInFlight > 0)
}

async function state(id: string): Promise<string> {
  return (await succeed(['inspect', '--format', '{{.State.Status}}', id])).trim()
}

async function exitCode(id: string): Promise<number> {
  return Number(await succeed(['inspect', '--format', '{{.State.ExitCode}}', id]))
}
