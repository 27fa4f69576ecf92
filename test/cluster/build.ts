import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
/** Where they really are: a copy of the project may have but a link to them, and be gone before what was built here. */
const packages = realpathSync(join(root, 'node_modules'))
const sources = [
  'src',
  'test/cluster/fixtures',
  'test/cluster/faults/fixtures',
  'test/deploy/proxies/fixtures',
]

/**
 * Compiles the server and the fixture apps as `npm run build` does, and returns where: FOLDER/src/cluster/cli.js.
 *
 * Compiled code starts in a fraction of the time that tsx takes, and is what production runs. The folder lies outside of the
 * repository, so that a test run disturbs no build, and is named after what it was made from: a second run finds it there.
 */
export function build(): string {
  const finished = join(tmpdir(), `cluster-build-${fingerprint()}`)
  if (existsSync(finished)) return join(finished, 'dist')

  const folder = mkdtempSync(join(tmpdir(), 'cluster-build-'))
  symlinkSync(packages, join(folder, 'node_modules'))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { noEmit: false, noCheck: true, rootDir: root, outDir: join(folder, 'dist') },
      include: sources.map(source => join(root, source)),
      // The page's scripts too, as nothing is checked here.
      exclude: [],
    }),
  )
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  for (const file of ['page.html', 'page.css'].map(name => join('src/cluster/page', name)))
    copyFileSync(join(root, file), join(folder, 'dist', file))
  try {
    renameSync(folder, finished)
  } catch (error) {
    // Another test file has built the same at the same time.
    if (!existsSync(finished)) throw error
  }
  return join(finished, 'dist')
}

function fingerprint(): string {
  const hash = createHash('sha256').update(packages)
  for (const file of ['package.json', ...sources.flatMap(filesIn)])
    hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

function filesIn(source: string): string[] {
  const path = join(root, source)
  if (!existsSync(path)) return []
  if (source.endsWith('.ts')) return [source]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(ts|html|css)$/.test(file))
    .sort()
    .map(file => join(source, file))
}
