import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { build } from './build.ts'
import { launch, type Setup } from './server.ts'

const folder = mkdtempSync(join(tmpdir(), 'starting-'))
const works = `${build()}/test/cluster/fixtures/app.js`
const occupied = createServer().listen(0, '127.0.0.1')
await once(occupied, 'listening')
const { port: occupiedPort } = occupied.address() as AddressInfo
after(() => occupied.close())

/** An app module with this content. */
function module(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

interface Failing {
  name: string
  code: number
  says: RegExp
  setup: Setup
}

const failing: Failing[] = [
  {
    name: 'an app that throws while it loads',
    code: 3,
    says: /throws\.mjs failed to load: Error: no database$/,
    setup: { app: module('throws.mjs', "throw new Error('no database')") },
  },
  {
    name: 'an app that imports what is not there',
    code: 3,
    says: /imports\.mjs failed to load: Error: Cannot find package 'nowhere'/,
    setup: { app: module('imports.mjs', "import 'nowhere'") },
  },
  {
    name: 'an app that ends the process',
    code: 3,
    says: /ended with code 0 while loading/,
    setup: { app: module('exits.mjs', 'process.exit(0)') },
  },
  {
    name: 'an app that is never ready',
    code: 3,
    says: /longer to load than --boot-timeout/,
    setup: {
      app: module('waits.mjs', 'await new Promise(done => setTimeout(done, 60_000))'),
      flags: ['--boot-timeout', '1'],
    },
  },
  {
    name: 'a file that is not there',
    code: 4,
    says: /No such file: .*missing\.js\./,
    setup: { app: join(folder, 'missing.js') },
  },
  {
    name: 'a file without its extension',
    code: 4,
    says: /Did you mean .*fixtures\/app\.js\?/,
    setup: { app: works.replace(/\.js$/, '') },
  },
  {
    name: 'an export that is not there',
    code: 4,
    says: /exports no function named "api" \(it exports app, close, serverOptions\)/,
    setup: { app: `${works}:api` },
  },
  {
    name: 'a port in use',
    code: 1,
    says: /Connection in use: http:\/\/127\.0\.0\.1:\d+: .*--bind/,
    setup: { app: works, bind: [`127.0.0.1:${occupiedPort}`] },
  },
  {
    name: 'a host that cannot be resolved',
    code: 1,
    says: /Cannot resolve the host "no\.such\.host\.invalid"/,
    setup: { app: works, bind: ['no.such.host.invalid:80'] },
  },
  {
    name: 'a pid file of a server that runs',
    code: 1,
    says: /Already running on PID \d+/,
    setup: { app: works, flags: ['--pid', module('running.pid', String(process.pid))] },
  },
  { name: 'a bad flag', code: 1, says: /Unknown flag --bogus/, setup: { app: works, flags: ['--bogus'] } },
  {
    name: 'a PORT with a carriage return',
    code: 1,
    says: /PORT takes .*; got "0\.0\.0\.0:8080\\r"/,
    setup: { app: works, bind: [], env: { PORT: '8080\r' } },
  },
  {
    name: 'a file with a carriage return',
    code: 4,
    says: /No such file: .*app\.js\\r\. It is looked up/,
    setup: { app: `${works}\r` },
  },
  {
    name: 'no app',
    code: 1,
    says: /^Error: No application module specified\. Give MODULE:EXPORT/,
    // What stands for the app is a flag once more.
    setup: { app: '--access-log' },
  },
  {
    name: '--check-config with an app that does not load',
    code: 1,
    says: /failed to load/,
    setup: { app: module('bad.mjs', 'throw 1'), flags: ['--check-config'] },
  },
]

for (const { name, code, says, setup } of failing) {
  test(`${name}: exit code ${code} and one line on stderr`, async () => {
    const server = await launch({ workers: 2, ...setup })
    try {
      assert.deepEqual(await server.exited, { code, signal: null })
      const lines = server.errors().trimEnd().split('\n')
      assert.equal(lines.length, 1, server.errors())
      assert.match(lines[0] ?? '', /^Error: /)
      assert.match(lines[0] ?? '', says)
    } finally {
      await server.stop()
    }
  })
}

const wrongSettings =
  "throw Object.assign(new Error('PORT is no number\\nKEY is missing'), { exitCode: 1 })\n"
const wrong = [
  { name: 'a worker', setup: { app: module('wrong.mjs', wrongSettings) } },
  { name: 'the process that prepares', setup: { app: module('wrong.js', `${wrongSettings}// prepare`) } },
  { name: '--check-config', setup: { app: join(folder, 'wrong.mjs'), flags: ['--check-config'] } },
]
for (const { name, setup } of wrong) {
  test(`an app whose settings are wrong says so in ${name}: exit code 1, a line for each, and no stack`, async () => {
    const server = await launch({ workers: 2, ...setup })
    try {
      assert.deepEqual(await server.exited, { code: 1, signal: null })
      assert.equal(server.errors(), 'Error: PORT is no number\nError: KEY is missing\n')
      assert.deepEqual(
        server.log.filter(({ err }) => err),
        [],
      )
    } finally {
      await server.stop()
    }
  })
}

test('--check-config loads the app, says that all is well, and exits 0', async () => {
  const server = await launch({ app: works, flags: ['--check-config'] })
  assert.deepEqual(await server.exited, { code: 0, signal: null })
  assert.deepEqual(server.garbled, ['The settings are valid and the app loads.'])
})

test('--check-config tells the app how many workers it will have, as a worker is told', async () => {
  const app = module(
    'count.mjs',
    'console.log("workers", process.env.WEB_CONCURRENCY); export const app = () => {}',
  )
  const server = await launch({
    app,
    workers: 3,
    flags: ['--check-config'],
    env: { WEB_CONCURRENCY: 'auto' },
  })
  await server.exited
  assert.equal(server.garbled[0], 'workers 3')
})

test('--help lists the flags, and starts no server', async () => {
  const server = await launch({ app: works, flags: ['--help'] })
  assert.deepEqual(await server.exited, { code: 0, signal: null })
  assert.match(server.garbled.join('\n'), /^Usage: .*^ +-w, --workers/ms)
})

test('--print-config tells each setting and where it comes from, and starts no server', async () => {
  const server = await launch({ app: works, workers: 3, flags: ['--print-config'] })
  assert.deepEqual(await server.exited, { code: 0, signal: null })
  assert.match(server.garbled.join('\n'), /^workers\W+3\W.*--workers/m)
})

test('--version names the package and Node', async () => {
  const server = await launch({ app: works, flags: ['--version'] })
  await server.exited
  assert.match(server.garbled[0] ?? '', /^[\w-]+ \d+\.\d+\.\d+ \(Node \d+\.\d+\.\d+\)$/)
})

test('the stack of an app that throws is in the log', async () => {
  const server = await launch({ app: join(folder, 'throws.mjs'), workers: 1 })
  await server.exited
  const { err } = await server.logged(/^Exception in worker process/)
  assert.match((err as Error).stack ?? '', /no database\n +at file:.*throws\.mjs:1/)
})

test('a stack that leads into Node alone is not', async () => {
  const server = await launch({ app: join(folder, 'imports.mjs'), workers: 1 })
  await server.exited
  assert.deepEqual(
    server.log.filter(({ msg }) => msg.startsWith('Exception')),
    [],
  )
})
