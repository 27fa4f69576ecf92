/** What a browser loads to show the page; what it makes of it is in browser/. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { build } from '../../build.ts'
import { get } from '../../faults/load.ts'
import { type Server, startServer } from '../../server.ts'

let server: Server
before(async () => {
  server = await startServer({ app: `${build()}/test/cluster/fixtures/app.js`, workers: 1 })
})
after(() => server.stop())

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' }

/** Loads a file, and all that it names in turn. @returns the paths of those that came */
async function load(path: string, loaded = new Set<string>()): Promise<Set<string>> {
  if (loaded.has(path)) return loaded
  loaded.add(path)
  const { status, headers, body } = await get({ port: server.adminPort, path })
  const type = types[path.split('.')[1] ?? ''] ?? 'text/html'
  assert.deepEqual([status, headers['content-type']], [200, `${type}; charset=utf-8`], path)
  const names = body.matchAll(
    /(?:<link rel="stylesheet" href=|<script src=| from )["'](?:\.\/)?([\w-]+\.\w+)["']/g,
  )
  for (const [, name] of names) await load(`/${name}`, loaded)
  return loaded
}

test('all that the page loads comes from the server itself, with its type', async () => {
  const loaded = await load('/')
  for (const path of ['/page.css', '/uplot.css', '/uplot.js', '/page.js', '/charts.js', '/format.js'])
    assert.ok(loaded.has(path), path)
})
