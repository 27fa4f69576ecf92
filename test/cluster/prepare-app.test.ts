/** An app that prepares, with processes; what the server decides about it is in supervisor/preparing.test.ts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type WrittenApp, writeApp } from './apps.ts'
import { build } from './build.ts'
import { describe, failures, get, startLoad } from './faults/load.ts'
import { isAlive } from './processes.ts'
import { launch, type Server, type Setup, startServer } from './server.ts'
import { until } from './wait.ts'

const quick = `
note('module loaded')
export async function prepare() { note('prepare begins'); await sleep(100); note('prepare ends') }`
/** Prepares until there is a file `go-on` beside it. */
const slow = quick.replace('sleep(100)', "there('go-on')")
const failing = "export async function prepare() { throw new Error('no database') }"

/** Runs a test with a server as it starts, and stops it in any case. */
async function launched(setup: Setup, body: (server: Server) => Promise<void>): Promise<void> {
  const server = await launch(setup)
  try {
    await body(server)
  } finally {
    await server.stop()
  }
}

/** Runs a test with a server that serves an app which, from the next reload on, is another one. */
async function serving(
  workers: number,
  next: string,
  body: (server: Server, app: WrittenApp) => Promise<void>,
) {
  const app = writeApp(quick)
  const server = await startServer({ app: app.path, workers })
  try {
    app.write(next)
    await body(server, app)
  } finally {
    await server.stop()
  }
}

function phrases({ log }: Server): string[] {
  return log.map(({ msg }) => msg)
}

/** The ids of the processes that have logged this. */
function pidsOf({ log }: Server, phrase: string): number[] {
  return log.filter(({ msg }) => msg === phrase).map(({ pid }) => pid)
}

function preparations(server: Server, count: number): Promise<boolean> {
  return until(`${count} preparations`, () => pidsOf(server, 'prepare begins').length === count)
}

test('the app has prepared, once, before any of three workers boots, and again before those of a reload', async () => {
  await serving(3, quick, async server => {
    server.signal('SIGHUP')
    await server.logged(/^Reload complete: generation 2/)
    const steps = phrases(server).filter(msg => /^(prepare|Booting|Preparing)/.test(msg))
    const expected = ['Preparing', 'prepare begins', 'prepare ends', 'Booting', 'Booting', 'Booting']
    assert.deepEqual(
      steps.map(msg => msg.replace(/ (with pid|\(pid).*/, '').replace(/ worker$/, '')),
      [...expected, ...expected],
    )
  })
})

test('it has the environment of a worker, but is the only process; workers know their number', async () => {
  const source = `
    const settings = () => ['LOG_LEVEL', 'ACCESS_LOG', 'WEB_CONCURRENCY', 'A_SETTING'].map(key => process.env[key]).join(' ')
    note('module: ' + settings())
    export const prepare = () => note('prepare: ' + settings())`
  const setup = {
    app: writeApp(source).path,
    workers: 3,
    flags: ['--no-access-log'],
    env: { A_SETTING: 'mine' },
  }
  await launched(setup, async server => {
    await server.logged(/^Listening/)
    assert.ok(phrases(server).includes('prepare: info 0 1 mine'))
    assert.ok(phrases(server).includes('module: info 0 3 mine'))
  })
})

test('it takes no number from the workers: the first one is worker 1', async () => {
  await launched({ app: writeApp(quick).path, workers: 1, flags: ['--served-by'] }, async server => {
    await server.logged(/^Listening/)
    assert.match(String((await get(server)).headers['x-served-by']), /^worker 1 /)
  })
})

test('the app is closed when it has prepared', async () => {
  const source = `${quick}\nexport async function close() { note('closed') }`
  await launched({ app: writeApp(source).path, workers: 1 }, async server => {
    await server.logged(/^Booting/)
    const [preparing] = pidsOf(server, 'prepare begins')
    assert.deepEqual(pidsOf(server, 'closed'), [preparing])
  })
})

test('a close function that fails does not undo what was prepared', async () => {
  const source = `${quick}\nexport async function close() { throw new Error('no end') }`
  await launched({ app: writeApp(source).path, workers: 1 }, async server => {
    await server.logged(/^The close function of the app failed/)
    await server.logged(/^Listening/)
  })
})

test('an app that exports no prepare costs no process', async () => {
  await launched({ app: `${build()}/test/cluster/fixtures/app.js`, workers: 1 }, async server => {
    await server.logged(/^Listening/)
    assert.deepEqual(
      phrases(server).filter(msg => msg.startsWith('Preparing')),
      [],
    )
  })
})

test('an app that has the word prepare, but exports none, is served', async () => {
  await launched({ app: writeApp('// It has nothing to prepare.').path, workers: 1 }, async server => {
    await server.logged(/^Preparing/)
    await server.logged(/^Listening/)
  })
})

test('a preparation that fails at the start ends the server, and its stack is in the log', async () => {
  await launched({ app: writeApp(failing).path, workers: 2 }, async server => {
    assert.deepEqual(await server.exited, { code: 3, signal: null })
    assert.match(server.errors(), /^Error: prepare\(\) of .*app\.mjs failed: Error: no database\n$/)
    const { err } = await server.logged(/^Exception while preparing/)
    assert.match((err as Error).stack ?? '', /no database\n +at prepare .*app\.mjs/)
    assert.deepEqual(
      phrases(server).filter(msg => msg.startsWith('Booting')),
      [],
    )
  })
})

test('a process that ends while it prepares has failed', async () => {
  for (const [end, how] of [
    ['process.exit(0)', 'code 0'],
    ["process.kill(process.pid, 'SIGKILL'); await sleep(60_000)", 'SIGKILL'],
    ["setTimeout(() => { throw new Error('out of line') }); await sleep(60_000)", 'code 1'],
  ]) {
    const { path } = writeApp(`export async function prepare() { ${end} }`)
    await launched({ app: path, workers: 1 }, async server => {
      assert.deepEqual(await server.exited, { code: 3, signal: null })
      assert.equal(server.errors(), `Error: It ended with ${how} while preparing.\n`)
    })
  }
})

test('a preparation that takes longer than --prepare-timeout is killed, and ends the start', async () => {
  // Nothing but the promise keeps it: it must not end by itself because it has nothing to do.
  const source = "export async function prepare() { note('prepare begins'); await new Promise(() => {}) }"
  await launched(
    { app: writeApp(source).path, workers: 1, flags: ['--prepare-timeout', '2'] },
    async server => {
      assert.deepEqual(await server.exited, { code: 3, signal: null })
      assert.equal(server.errors(), 'Error: The app took longer to prepare than --prepare-timeout allows.\n')
      const [preparing = 0] = pidsOf(server, 'prepare begins')
      assert.equal(isAlive(preparing), false)
    },
  )
})

test('with --prepare-timeout 0 it may take as long as it likes', async () => {
  const app = writeApp(slow)
  await launched({ app: app.path, workers: 1, flags: ['--prepare-timeout', '0'] }, async server => {
    await server.logged(/^prepare begins/)
    app.put('go-on')
    await server.logged(/^Listening/)
  })
})

test('a preparation that fails in a reload abandons it, and no client notices', async t => {
  await serving(2, failing, async server => {
    const before = await server.workers()
    const load = startLoad(server)
    server.signal('SIGHUP')
    await server.logged(/^Reload failed: generation 2 abandoned, still serving generation 1\. .*no database/)
    const tally = await load.stop()
    t.diagnostic(describe(tally))
    assert.equal(failures(tally), 0, describe(tally))
    assert.deepEqual(await server.workers(), before)
    const { lastReload } = await server.status()
    assert.equal(lastReload?.outcome, 'abandoned')
    assert.match(lastReload?.reason ?? '', /no database/)
  })
})

test('of two HUPs during a slow preparation the later one counts, once its own preparation has ended', async () => {
  await serving(2, slow, async (server, app) => {
    server.signal('SIGHUP')
    await preparations(server, 2)
    server.signal('SIGHUP')
    await until('two HUPs', () => phrases(server).filter(msg => msg === 'Handling signal: hup').length === 2)
    assert.equal(
      (await server.status()).workers.every(({ generation, stale }) => generation === 1 && !stale),
      true,
    )
    app.put('go-on')
    await server.logged(/^Prepared in vain for generation 2/)
    await server.logged(/^Reload complete: generation 3/)
    assert.equal(pidsOf(server, 'prepare begins').length, 3)
    assert.equal(phrases(server).filter(msg => msg.startsWith('Booting')).length, 4)
  })
})

test('an old worker that dies during a slow preparation is replaced, and the reload goes on', async () => {
  await serving(2, slow, async (server, app) => {
    const [victim = 0] = await server.workers()
    server.signal('SIGHUP')
    await preparations(server, 2)
    process.kill(victim, 'SIGKILL')
    await until('two workers', async () => {
      const workers = await server.workers()
      return workers.length === 2 && !workers.includes(victim)
    })
    assert.deepEqual(
      (await server.status()).workers.map(({ generation }) => generation),
      [1, 1],
    )
    app.put('go-on')
    await server.logged(/^Reload complete: generation 2/)
  })
})

for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) {
  test(`${signal} to the whole process group during the first preparation ends it, and the server exits 0`, async () => {
    await launched({ app: writeApp(slow).path, workers: 2 }, async server => {
      await server.logged(/^prepare begins/)
      process.kill(-server.pid, signal)
      assert.deepEqual(await server.exited, { code: 0, signal: null })
      assert.equal(server.errors(), '')
      assert.deepEqual(pidsOf(server, 'prepare begins').filter(isAlive), [])
    })
  })
}

test('TERM during the preparation of a reload ends it and the workers, and the server exits 0', async () => {
  await serving(2, slow, async server => {
    server.signal('SIGHUP')
    await preparations(server, 2)
    server.signal('SIGTERM')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
    assert.deepEqual(pidsOf(server, 'prepare begins').filter(isAlive), [])
  })
})

test('two TERMs leave no preparation behind, not even one that is stuck', async () => {
  const source = "export async function prepare() { note('prepare begins'); for (;;); }"
  await launched({ app: writeApp(source).path, flags: ['--drain-delay', '60'] }, async server => {
    await server.logged(/^prepare begins/)
    server.signal('SIGTERM')
    await server.logged(/^Handling signal: term/)
    server.signal('SIGTERM')
    await until('its end', () => !pidsOf(server, 'prepare begins').some(isAlive))
    assert.deepEqual(await server.exited, { code: 0, signal: null })
  })
})

test('TERM to the process that prepares alone ends nothing: that is for the supervisor to decide', async () => {
  const app = writeApp(slow)
  await launched({ app: app.path, workers: 1 }, async server => {
    await server.logged(/^prepare begins/)
    for (const pid of pidsOf(server, 'prepare begins')) process.kill(pid, 'SIGTERM')
    app.put('go-on')
    await server.logged(/^Listening/)
  })
})

test('a preparation whose supervisor is killed ends with it', async () => {
  await launched({ app: writeApp(slow).path, workers: 1 }, async server => {
    await server.logged(/^prepare begins/)
    const [preparing = 0] = pidsOf(server, 'prepare begins')
    process.kill(server.pid, 'SIGKILL')
    await until('its end', () => !isAlive(preparing))
  })
})

test('--check-config loads the app, and does not have it prepare', async () => {
  await launched({ app: writeApp(failing).path, flags: ['--check-config'] }, async server => {
    assert.deepEqual(await server.exited, { code: 0, signal: null })
  })
})
