// @ts-check
import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'

/** By what a module asks where it is, and what stands for that. */
const places = {
  'import.meta.url': 'bundledUrl',
  'import.meta.filename': 'bundledFile',
  'import.meta.dirname': 'bundledFolder',
}

const asksForPlace = /\bimport\.meta\.(?:url|filename|dirname)\b/

/**
 * A plugin by which each module of src/ believes itself where tsc would have put it, whatever file it is in now: src/a/b.ts in
 * dist/src/a/b.js. So what it looks for beside itself is there.
 *
 * @param {string} root the project's folder
 * @returns {import('esbuild').Plugin}
 */
export function keepPlaces(root) {
  return {
    name: 'keep-places',
    setup({ initialOptions, onLoad }) {
      initialOptions.define = { ...initialOptions.define, ...places }
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8')
        if (!asksForPlace.test(text)) return undefined
        // On the first line, so that all others keep their numbers.
        return { contents: placeOf(relative(root, path)) + text, loader: 'ts' }
      })
    },
  }
}

/** @param {string} path of the module, from the project's folder */
function placeOf(path) {
  const place = `dist/${path.split(sep).join('/').replace(/\.ts$/, '.js')}`
  return [
    "import { dirname as folderOf } from 'node:path'",
    "import { fileURLToPath as fileOf } from 'node:url'",
    `const bundledUrl = new URL(${JSON.stringify(place)}, import.meta.resolve('#package')).href`,
    'const bundledFile = fileOf(bundledUrl), bundledFolder = folderOf(bundledFile); ',
  ].join('; ')
}
