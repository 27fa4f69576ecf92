import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { Failure } from '../../src/cluster/failure.ts'
import { loadApp, parseAppName } from '../../src/cluster/load-app.ts'

const folder = mkdtempSync(join(tmpdir(), 'load-app-'))

/** The path of an app module with this content. */
function module(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const names: [name: string, path: string, exportName: string][] = [
  ['main.js', 'main.js', 'app'],
  ['main.js:api', 'main.js', 'api'],
  ['dist/main.js:$api_2', 'dist/main.js', '$api_2'],
  ['main.js:größe', 'main.js:größe', 'app'],
  ['main.js:äpi', 'main.js', 'äpi'],
  ['main.js:2nd', 'main.js:2nd', 'app'],
  ['a:b:c', 'a:b', 'c'],
  ['a\nb.js:c', 'a\nb.js:c', 'app'],
  ['', '', 'app'],
]
for (const [name, path, exportName] of names) {
  test(`${JSON.stringify(name)} names the export ${exportName} of ${JSON.stringify(path)}`, () => {
    assert.deepEqual(parseAppName(name), { path, file: resolve(path), exportName })
  })
}

test('an app that exports only its handler has nothing else', async () => {
  const { handler, close, ...rest } = await loadApp(module('plain.mjs', 'export const app = () => {}'))
  assert.equal(typeof handler, 'function')
  assert.deepEqual(rest, { serverOptions: {}, corsOrigins: [], prepare: undefined, ready: undefined })
  await close()
})

test('what an app exports for its life is called without arguments', async () => {
  const source = `
    export const calls = []
    export const api = () => {}
    export const prepare = (...args) => calls.push(['prepare', ...args])
    export const ready = (...args) => calls.push(['ready', ...args]) > 0
    export const close = async () => { calls.push(['close']) }
    export const serverOptions = { noDelay: false }
    export const corsOrigins = '*'`
  const path = module('whole.mjs', source)
  const { prepare, ready, close, serverOptions, corsOrigins } = await loadApp(`${path}:api`)
  await prepare?.()
  assert.equal(ready?.(), true)
  await close()
  assert.deepEqual((await import(path)).calls, [['prepare'], ['ready'], ['close']])
  assert.deepEqual([serverOptions, corsOrigins], [{ noDelay: false }, '*'])
})

const failing: [what: string, app: string, exitCode: number, says: RegExp][] = [
  ['a file that is not there', join(folder, 'missing'), 4, /^No such file: .*missing\. It is looked up from/],
  [
    'a file without its extension',
    module('named.mjs', '').replace('.mjs', ''),
    4,
    /^No such file: .*named\. Did you mean .*named\.mjs\?$/,
  ],
  [
    'a module that exports nothing',
    module('empty.mjs', ''),
    4,
    /exports no function named "app" \(it exports nothing\)\. Write: export const app = …$/,
  ],
  [
    'an export that is no function',
    `${module('text.mjs', "export const api = 'text', other = 1")}:api`,
    4,
    /exports no function named "api" \(it exports api, other\)/,
  ],
  ['a module that throws', module('throws.mjs', "throw new Error('no')"), 3, /failed to load: Error: no$/],
  [
    'corsOrigins that are none',
    module('cors.mjs', "export const app = () => {}, corsOrigins = 'x'"),
    1,
    /^corsOrigins of the app has "x"/,
  ],
]
for (const [what, app, exitCode, says] of failing) {
  test(`${what} is refused with exit code ${exitCode}`, async () => {
    await assert.rejects(
      loadApp(app),
      error => error instanceof Failure && error.exitCode === exitCode && says.test(error.message),
    )
  })
}
