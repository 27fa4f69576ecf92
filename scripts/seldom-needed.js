// @ts-check
import { createRequire } from 'node:module'
import { relative, resolve, sep } from 'node:path'

/** Large parts of packages: the messages of zod in many languages, and old character sets that a body may come in. */
const seldomNeeded = /\/(?:zod\/v4\/locales|iconv-lite\/encodings)\/index\.js$/

/** How their packages import them. */
const asks = /^\.\.\/(?:locales\/index\.js|encodings)$/

/**
 * A plugin that leaves such parts in node_modules/, to be loaded when something in them is asked for.
 *
 * @param {string} folder where the bundled file will be
 * @returns {import('esbuild').Plugin}
 */
export function leaveSeldomNeeded(folder) {
  const require = createRequire(import.meta.url)
  return {
    name: 'seldom-needed',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: asks }, ({ path, resolveDir }) => {
        const file = require.resolve(resolve(resolveDir, path))
        return seldomNeeded.test(slashed(file)) ? { path: file, namespace: 'late' } : undefined
      })
      onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
        contents: lateModule(Object.keys(require(path)), slashed(relative(folder, path))),
      }))
    },
  }
}

/** @param {string} path */
function slashed(path) {
  return path.split(sep).join('/')
}

/**
 * The text of a module of CommonJS with these exports, each of which loads the file.
 *
 * @param {string[]} names
 * @param {string} file
 */
function lateModule(names, file) {
  return `
    const file = ${JSON.stringify(file)}
    for (const name of ${JSON.stringify(names)})
      Object.defineProperty(exports, name, { enumerable: true, get: () => require(file)[name] })`
}
