/** What `npm run build` makes of src/, in a copy of the project with modules of its own. */
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { packagesToBundle } from '../../scripts/bundled-packages.js'
import { get } from '../cluster/faults/load.ts'
import { freePort, until } from '../cluster/wait.ts'
import { copyOfProject } from '../copy-of-project.ts'

const copy = copyOfProject()
after(() => rmSync(copy, { recursive: true }))

/** A module that both an app and another module use, so that it is in a file of its own. */
const shared = `
export const place = { url: import.meta.url, file: import.meta.filename, folder: import.meta.dirname }

export function fail(): never {
  throw new Error('on purpose')
}
`

/** An app that answers with what its process has loaded of an HTTP client. */
const loaded = `
import type { IncomingMessage, ServerResponse } from 'node:http'

const { moduleLoadList } = process as { moduleLoadList?: string[] }

export function app(_request: IncomingMessage, response: ServerResponse): void {
  response.end(moduleLoadList?.filter(name => name.includes('undici')).join() ?? 'no list')
}
`

before(() => {
  writeFileSync(join(copy, 'src/http/shared.ts'), shared)
  for (const name of ['one', 'two']) {
    writeFileSync(join(copy, `src/${name}.ts`), "export { fail, place } from './http/shared.ts'\n")
  }
  writeFileSync(join(copy, 'src/loaded.ts'), loaded)
  bundle()
})

function bundle(): void {
  execFileSync(process.execPath, ['scripts/bundle.js'], { cwd: copy, stdio: 'pipe' })
}

/** Runs a program, as a module, in the copy. */
function run(program: string): { stdout: string; stderr: string } {
  const args = ['--enable-source-maps', '--input-type=module', '--eval', program]
  const env = { ...process.env, LOG_LEVEL: 'silent', SQLITE_FILE: join(copy, 'notes.db') }
  return spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env })
}

test('each file at the top of src/ is at its place, so that it can be named as the app', () => {
  for (const name of ['main', 'routes', 'one', 'two', 'cluster/cli', 'cluster/worker/work'])
    assert.ok(existsSync(join(copy, `dist/src/${name}.js`)), name)
})

test('a module believes itself at its own place, whatever file it is in', () => {
  const { stdout, stderr } = run(
    "const { place } = await import('./dist/src/one.js'); console.log(JSON.stringify(place))",
  )
  const folder = join(copy, 'dist/src/http')
  const file = join(folder, 'shared.js')
  assert.equal(stderr, '')
  assert.deepEqual(JSON.parse(stdout), { url: pathToFileURL(file).href, file, folder })
})

test('the stack of an error names the place in src/', () => {
  const { stderr } = run("const { fail } = await import('./dist/src/two.js'); fail()")
  assert.match(stderr, /at fail \(.*src\/http\/shared\.ts:5:9\)/)
})

test('a class of a package is the same for all modules', () => {
  const { stdout, stderr } = run(`
    const { ZodObject } = await import('./dist/node_modules/zod/zod.js')
    const { routes } = await import('./dist/src/routes.js')
    console.log(routes.distance.body instanceof ZodObject)`)
  assert.equal(stderr, '')
  assert.equal(stdout, 'true\n')
})

test('what few services ask of a package stays in node_modules/, and is loaded when asked for', () => {
  const { stdout, stderr } = run(`
    const { z } = await import('./dist/node_modules/zod/zod.js')
    const { default: express } = await import('./dist/node_modules/express/express.js')
    const loaded = () => Object.keys(require.cache).filter(name => /zod|iconv-lite/.test(name)).length
    const { createRequire } = await import('node:module')
    const require = createRequire(import.meta.url)
    const before = loaded()
    z.config(z.locales.de())
    const [issue] = z.string().safeParse(1).error.issues
    const app = express().post('/', express.text(), (req, res) => res.send(req.body))
    const server = app.listen(0, '127.0.0.1', async () => {
      const headers = { 'content-type': 'text/plain; charset=latin1' }
      const url = 'http://127.0.0.1:' + server.address().port
      const answer = await fetch(url, { method: 'POST', headers, body: Buffer.from([0xe9]) })
      console.log(JSON.stringify({ before, message: issue.message, text: await answer.text(), some: loaded() > 0 }))
      server.close()
    })`)
  assert.equal(stderr, '')
  const message = 'Ungültige Eingabe: erwartet string, erhalten Zahl'
  assert.deepEqual(JSON.parse(stdout), { before: 0, message, text: 'é', some: true })
})

test('the app loads neither fetch nor prom-client: a server needs neither at its start', () => {
  const { stdout, stderr } = run(`
    await import('./dist/src/main.js')
    const { createRequire } = await import('node:module')
    const loaded = [...process.moduleLoadList, ...Object.keys(createRequire(import.meta.url).cache)]
    console.log(loaded.filter(name => /undici|prom-client/.test(name)).join())`)
  assert.equal(stderr, '')
  assert.equal(stdout, '\n')
})

test('a worker of the built server loads no fetch either', async () => {
  const port = await freePort()
  const flags = ['--workers', '1', '--bind', `127.0.0.1:${port}`]
  const server = spawn(process.execPath, ['dist/src/cluster/cli.js', ...flags, 'dist/src/loaded.js'], {
    cwd: copy,
  })
  try {
    const answer = await until('an answer', async () => {
      const { status, body } = await get({ port })
      return status === 200 && { body }
    })
    assert.equal(answer.body, '')
  } finally {
    server.kill()
    await once(server, 'exit')
  }
})

test('what is no longer in src/ is no longer built, and what a server may still load stays', () => {
  const sharedFiles = () => readdirSync(join(copy, 'dist/src/shared'))
  const before = sharedFiles()
  rmSync(join(copy, 'src/two.ts'))
  appendFileSync(join(copy, 'src/http/problem.ts'), 'console.log()\n')
  bundle()
  assert.equal(existsSync(join(copy, 'dist/src/two.js')), false)
  assert.deepEqual(
    before.filter(file => !sharedFiles().includes(file)),
    [],
  )
  assert.ok(sharedFiles().length > before.length)
})

const manifest = (...names: string[]) => ({
  dependencies: Object.fromEntries(names.map(name => [name, '*'])),
})

test('a package that another one needs is not bundled, however that needs it', () => {
  const lockfile = {
    packages: {
      'node_modules/zod': {},
      'node_modules/express': { dependencies: { router: '*' } },
      'node_modules/kysely': {},
      'node_modules/pino': {},
      'node_modules/limiter': { peerDependencies: { express: '*' } },
      'node_modules/forms': { dependencies: { schemas: '*' } },
      'node_modules/forms/node_modules/schemas': { dependencies: { zod: '*' } },
    },
  }
  const bundledWith = (...names: string[]) =>
    packagesToBundle(manifest('zod', 'express', 'pino', ...names), lockfile)
  assert.deepEqual(bundledWith(), ['express', 'pino', 'zod'])
  assert.deepEqual(bundledWith('limiter'), ['pino', 'zod'])
  assert.deepEqual(bundledWith('forms'), ['express', 'pino'])
})
