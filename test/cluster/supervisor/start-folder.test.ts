import assert from 'node:assert/strict'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { test } from 'node:test'
import { writeApp } from '../apps.ts'
import { get } from '../faults/load.ts'
import type { Server } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

/** Runs a test with a server of two workers that was started in the folder of its app, which it names from there. */
async function servingThere(
  source: string,
  body: (server: Server, folder: string, write: () => void) => Promise<void>,
): Promise<void> {
  const app = writeApp(source)
  const folder = dirname(app.path)
  await serving({ app: basename(app.path), folder, workers: 2 }, server =>
    body(server, folder, () => app.write(source)),
  )
}

for (const source of ['', 'export const prepare = () => {}']) {
  const kind = source ? 'an app that prepares' : 'an app'
  test(`HUP to ${kind} in a folder that is gone says so, and the old workers go on`, async () => {
    await servingThere(source, async (server, folder) => {
      const before = await server.workers()
      rmSync(folder, { recursive: true })
      server.signal('SIGHUP')
      const { msg } = await server.logged(/^Reload failed/)
      assert.equal(
        msg,
        'Reload failed: it could not begin, still serving generation 1. ' +
          `The folder in which the server was started is gone: ${folder}. ` +
          'Put it back and send HUP, or start the server again.',
      )
      assert.equal((await server.status()).lastReload?.outcome, 'abandoned')
      assert.deepEqual(await server.workers(), before)
      assert.equal((await get(server)).status, 200)
    })
  })
}

test('HUP runs the code of a new folder in the place of the old one', async () => {
  await servingThere('', async (server, folder, write) => {
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    write()
    server.signal('SIGHUP')
    await server.logged(/^Reload complete: generation 2 is serving/)
    assert.equal((await get(server)).status, 200)
  })
})

test('HUP in a folder that was moved is as before', async () => {
  const app = writeApp('')
  const folder = dirname(app.path)
  const config = { flags: ['--config', 'server.json'], folder: `${folder}/started` }
  mkdirSync(config.folder)
  app.put('started/server.json', '{"workers": 1}')
  await serving({ app: app.path, ...config }, async server => {
    renameSync(config.folder, `${folder}/moved`)
    server.signal('SIGHUP')
    await server.logged(/^Reload complete: generation 2 is serving/)
  })
})

test('a worker that dies while the folder is gone is missed, and replaced once the folder is back', async () => {
  await servingThere('', async (server, folder, write) => {
    const [first = 0, second] = await server.workers()
    rmSync(folder, { recursive: true })
    process.kill(first, 'SIGKILL')
    const { reason } = await server.logged(/^Reason: Worker failed to boot/)
    assert.match(
      String(reason),
      /^It could not be started: The folder in which the server was started is gone/,
    )
    assert.deepEqual(await server.workers(), [second])
    assert.equal((await get(server)).status, 200)
    mkdirSync(folder)
    write()
    await until('two workers', async () => (await server.workers()).length === 2)
  })
})

test('TERM ends a server whose folder is gone', async () => {
  await servingThere('', async (server, folder) => {
    rmSync(folder, { recursive: true })
    server.signal('SIGTERM')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
  })
})
