import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeApp } from '../apps.ts'
import { get } from '../faults/load.ts'
import { requestInFlight } from '../held-request.ts'
import { serving } from '../serving.ts'
import { eventually, until } from '../wait.ts'

test('TERM answers what is in flight, closes the app, and exits 0', async () => {
  await serving({}, async server => {
    const [pid] = await server.workers()
    const request = await requestInFlight(server)
    server.signal('SIGTERM')
    await server.logged(/^Handling signal: term/)
    request.letGo()
    const { status, headers } = await request.answer
    assert.equal(status, 200)
    assert.equal(headers.connection, 'close')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
    assert.ok(server.log.some(({ msg }) => msg === `closed by ${pid}`))
    assert.ok(server.log.some(({ msg }) => msg === 'Handling signal: term'))
    assert.equal(server.log.at(-1)?.msg, 'Shutting down: Master')
  })
})

test('a request that outlasts --graceful-timeout is cut off', async () => {
  await serving({ flags: ['--graceful-timeout', '0.5'] }, async server => {
    const { answer } = await requestInFlight(server)
    server.signal('SIGTERM')
    assert.equal((await answer).outcome, 'reset')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
  })
})

for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
  test(`${signal} does not wait for what is in flight, but closes the app, and exits 0`, async () => {
    await serving({}, async server => {
      const { answer } = await requestInFlight(server)
      server.signal(signal)
      assert.equal((await answer).outcome, 'reset')
      assert.deepEqual(await server.exited, { code: 0, signal: null })
      assert.ok(server.log.some(({ msg }) => msg.startsWith('closed by')))
    })
  })
}

test('a second TERM ends the server at once', async () => {
  await serving({}, async server => {
    const { answer } = await requestInFlight(server)
    server.signal('SIGTERM')
    await server.logged(/Handling signal: term/)
    server.signal('SIGTERM')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
    assert.equal((await answer).outcome, 'reset')
  })
})

test('HUP replaces every worker while a request in flight is answered', async () => {
  await serving({}, async server => {
    const [before] = await server.workers()
    const request = await requestInFlight(server)
    server.signal('SIGHUP')
    await server.logged(/^Reload complete: generation 2 is serving/)
    const fresh = await get(server)
    assert.notEqual(JSON.parse(fresh.body).pid, before)
    assert.equal((await server.status()).lastReload?.outcome, 'complete')
    request.letGo()
    assert.equal(JSON.parse((await request.answer).body).pid, before)
  })
})

test('HUP reads the configuration file again', async () => {
  const config = join(mkdtempSync(join(tmpdir(), 'config-')), 'server.json')
  writeFileSync(config, '{"access-log": true}')
  await serving({ flags: ['--config', config] }, async server => {
    writeFileSync(config, '{"access-log": false}')
    server.signal('SIGHUP')
    await server.logged(/^Reload complete/)
    assert.equal(JSON.parse((await get(server)).body).settings.ACCESS_LOG, '0')
  })
})

test('HUP with a bad configuration changes nothing, and says so', async () => {
  const config = join(mkdtempSync(join(tmpdir(), 'config-')), 'server.json')
  writeFileSync(config, '{}')
  await serving({ flags: ['--config', config] }, async server => {
    const before = await server.workers()
    writeFileSync(config, '{"timeout": "soon"}')
    server.signal('SIGHUP')
    await server.logged(/^Reload failed: .*timeout takes seconds/)
    assert.deepEqual(await server.workers(), before)
    assert.equal((await server.status()).lastReload?.outcome, 'abandoned')
  })
})

test('HUP to an app whose settings are wrong is abandoned, with all that is wrong on one line', async () => {
  const app = writeApp('')
  await serving({ app: app.path }, async server => {
    for (const [generation, prepare] of ['', '// prepare'].entries()) {
      app.write(
        `throw Object.assign(new Error('PORT is no number\\nKEY is missing'), { exitCode: 1 }) ${prepare}`,
      )
      server.signal('SIGHUP')
      await server.logged(
        new RegExp(`^Reload failed: generation ${generation + 2} .* PORT is no number KEY is missing$`),
      )
      assert.equal((await server.status()).lastReload?.reason, 'PORT is no number KEY is missing')
    }
  })
})

test('TTIN adds a worker, TTOU takes one away, but not the last', async () => {
  await serving({}, async server => {
    server.signal('SIGTTIN')
    await until('two workers', async () => (await server.workers()).length === 2)
    server.signal('SIGTTOU')
    await until('one worker', async () => (await server.workers()).length === 1)
    server.signal('SIGTTOU')
    await until(
      'the second TTOU',
      () => server.log.filter(({ msg }) => /signal: ttou/.test(msg)).length === 2,
    )
    assert.equal((await server.workers()).length, 1)
    assert.equal((await get(server)).status, 200)
  })
})

test('USR1, USR2 and the signals of a terminal to a worker end nothing', async () => {
  await serving({}, async server => {
    const [worker] = await server.workers()
    server.signal('SIGUSR1')
    server.signal('SIGUSR2')
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP'] as const) process.kill(worker ?? 0, signal)
    await server.logged(/^There is no log file to reopen/)
    await server.logged(/^A new supervisor cannot take over/)
    assert.equal(JSON.parse((await get(server)).body).pid, worker)
  })
})

for (const hangStack of [true, false]) {
  const canIgnore = process.allowedNodeEnvironmentFlags.has('--disable-sigusr1')
  const opens = hangStack || !canIgnore
  const flag = hangStack ? '--hang-stack' : '--no-hang-stack'
  test(`with ${flag} USR1 ${opens ? 'opens' : 'does not open'} the inspector of a worker, which goes on`, async () => {
    await serving({ flags: [flag] }, async server => {
      const [worker] = await server.workers()
      process.kill(worker ?? 0, 'SIGUSR1')
      const opened = await eventually(() => server.errors().includes('Debugger listening'), opens ? 30 : 1)
      assert.equal(opened ?? false, opens)
      assert.equal(JSON.parse((await get(server)).body).pid, worker)
    })
  })
}

test('TERM to one worker asks for its replacement', async () => {
  await serving({}, async server => {
    const [worker] = await server.workers()
    process.kill(worker ?? 0, 'SIGTERM')
    await until('another worker', async () => (await server.workers()).every(pid => pid !== worker))
    assert.equal((await get(server)).status, 200)
  })
})
