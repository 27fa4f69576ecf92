// @ts-check
/** Packages as one file each. JavaScript, as start.js is. */
import { writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { leaveSeldomNeeded } from './seldom-needed.js'

/**
 * Those that have many files, and are known to work as one. prom-client is none: it is there once, for the app and for what reports
 * its metrics.
 */
const known = ['express', 'find-my-way', 'kysely', 'pino', 'postgres', 'zod']

/**
 * @typedef {{ dependencies: Record<string, string> }} Manifest package.json
 * @typedef {{ packages: Record<string, Package> }} Lockfile package-lock.json
 * @typedef {Partial<Record<'dependencies' | 'optionalDependencies' | 'peerDependencies', Record<string, string>>>} Package
 */

/**
 * The known ones, without those that another package needs, such as one that a fork has added: it would import a second copy, and a
 * schema of one zod is none for the other.
 *
 * @param {Manifest} manifest
 * @param {Lockfile} lockfile
 * @returns {string[]}
 */
export function packagesToBundle({ dependencies }, lockfile) {
  const others = Object.keys(dependencies).filter(name => !known.includes(name))
  const needed = neededBy(others, lockfile)
  return known.filter(name => name in dependencies && !needed.has(name))
}

/**
 * These packages, what they need, what that needs, and so on.
 *
 * @param {string[]} names
 * @param {Lockfile} lockfile
 */
function neededBy(names, { packages }) {
  const needed = new Set(names)
  // A set goes on with what is added to it meanwhile.
  for (const name of needed) {
    for (const [path, found] of Object.entries(packages)) {
      if (!path.endsWith(`node_modules/${name}`)) continue
      const { dependencies, optionalDependencies, peerDependencies } = found
      for (const need of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
        needed.add(need)
    }
  }
  return needed
}

/** What is told esbuild of src/ as of packages. */
export const forNode = /** @type {const} */ ({
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
})

/** What packages of CommonJS find where they run, and a module has not. */
const commonJs = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`

/**
 * Makes one file of a package, with all that it needs, in dist/node_modules/.
 *
 * @param {string} name
 * @param {string[]} imported what the code imports, of this package and of others: `kysely`, `kysely/helpers/postgres`
 * @param {string} root the project's folder
 */
export async function bundlePackage(name, imported, root) {
  const entries = new Set(imported.filter(path => path === name || path.startsWith(`${name}/`)))
  if (entries.size === 0) return
  const folder = `${root}/dist/node_modules/${name}`
  const fileOf = (/** @type {string} */ entry) => entry.replaceAll('/', '-')
  await build({
    ...forNode,
    absWorkingDir: root,
    entryPoints: [...entries].map(entry => ({ in: entry, out: fileOf(entry) })),
    outdir: folder,
    banner: { js: commonJs },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    plugins: [withNames(entries, root), leaveSeldomNeeded(folder)],
  })
  const files = [...entries].map(entry => [entry.replace(name, '.'), `./${fileOf(entry)}.js`])
  const manifest = { name, type: 'module', exports: Object.fromEntries(files) }
  writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`)
}

/**
 * A plugin by which an entry exports by name what Node would find in a package of CommonJS; esbuild finds only the whole.
 *
 * @param {Set<string>} entries
 * @param {string} resolveDir from where Node looks for packages
 * @returns {import('esbuild').Plugin}
 */
function withNames(entries, resolveDir) {
  return {
    name: 'with-names',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, kind }) =>
        kind === 'entry-point' && entries.has(path) ? { path, namespace: 'names' } : undefined,
      )
      onLoad({ filter: /./, namespace: 'names' }, async ({ path }) => {
        const names = Object.keys(await import(path)).filter(isWord)
        const contents = `export { ${names.join(', ')} } from ${JSON.stringify(path)}`
        return { contents, resolveDir }
      })
    },
  }
}

/** Node adds `module.exports` by that name, and some packages a mark of how they were compiled. @param {string} name */
function isWord(name) {
  return /^[\w$]+$/.test(name) && name !== '__esModule'
}
