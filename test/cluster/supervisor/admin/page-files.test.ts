/** What a browser loads to show the page; what it makes of it is in browser/. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { get } from '../../faults/load.ts'
import { serving } from '../../serving.ts'

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' }

/** Loads a file, and all that it names in turn. @returns the paths of those that came */
async function load(port: number, path: string, loaded = new Set<string>()): Promise<Set<string>> {
  if (loaded.has(path)) return loaded
  loaded.add(path)
  const { status, headers, body } = await get({ port, path })
  const type = types[path.split('.')[1] ?? ''] ?? 'text/html'
  assert.deepEqual([status, headers['content-type']], [200, `${type}; charset=utf-8`], path)
  const names = body.matchAll(
    /(?:<link rel="stylesheet" href=|<script src=| from )["'](?:\.\/)?([\w-]+\.\w+)["']/g,
  )
  for (const [, name] of names) await load(port, `/${name}`, loaded)
  return loaded
}

test('all that the page loads comes from the server itself, with its type', async () => {
  await serving({}, async ({ adminPort }) => {
    const loaded = await load(adminPort, '/')
    for (const path of ['/page.css', '/uplot.css', '/uplot.js', '/page.js', '/charts.js', '/format.js'])
      assert.ok(loaded.has(path), path)
  })
})
