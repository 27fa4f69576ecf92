// @ts-check
/**
 * Makes of src/ the files in dist/ that the server's processes load: a few, in place of hundreds. So they start sooner, and take
 * less memory. The types are tsc's to check. JavaScript, as start.js is.
 *
 *     dist/src/            what a process may begin with, at its place: src/main.ts is dist/src/main.js
 *     dist/src/shared/     what several of these need
 *     dist/node_modules/   packages, each in one file; the others are found in node_modules/
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { bundlePackage, forNode, packagesToBundle } from './bundled-packages.js'
import { keepPlaces } from './kept-places.js'
import { leanHttp } from './lean-http.js'

const root = resolve(import.meta.dirname, '..')
const manifest = read('package.json')
const bundled = packagesToBundle(manifest, read('package-lock.json'))

const { metafile } = await build({
  ...forNode,
  absWorkingDir: root,
  entryPoints: entries(),
  outbase: 'src',
  outdir: 'dist/src',
  chunkNames: 'shared/[hash]',
  packages: 'external',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  plugins: [keepPlaces(root), leanHttp()],
})
const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path))
await Promise.all(bundled.map(name => bundlePackage(name, imported, root)))
removeStale(new Set(Object.keys(metafile.outputs)))

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(`${root}/${file}`, 'utf8'))
}

/**
 * What a process may begin with: the server's three programs, what package.json has a script for, and each file at the top of
 * src/, since any of them may export an app.
 */
function entries() {
  const programs = ['cli', 'prepare-app', 'worker/work'].map(name => `src/cluster/${name}.ts`)
  const scripts =
    Object.values(manifest.scripts)
      .join(' ')
      .match(/\bsrc\/[\w/.-]+\.ts\b/g) ?? []
  const top = readdirSync(`${root}/src`).filter(name => /(?<!\.d)\.ts$/.test(name))
  return [...new Set([...programs, ...scripts, ...top.map(name => `src/${name}`)])]
}

/**
 * Removes what earlier builds have left: of files that are no longer in src/, since a part of the service that was deleted would
 * still be there, and of packages that are bundled no more. What is shared stays, as a server that runs may ask for some of it late.
 *
 * @param {Set<string>} made
 */
function removeStale(made) {
  for (const name of Object.keys(manifest.dependencies)) {
    if (!bundled.includes(name)) rmSync(`${root}/dist/node_modules/${name}`, { recursive: true, force: true })
  }
  for (const file of readdirSync(`${root}/dist/src`, { recursive: true, encoding: 'utf8' })) {
    const path = `dist/src/${file.replaceAll('\\', '/')}`
    const isOurs = /\.js(\.map)?$/.test(path) && !/^dist\/src\/(shared|cluster\/page)\//.test(path)
    if (isOurs && !made.has(path)) rmSync(`${root}/${path}`)
  }
}
