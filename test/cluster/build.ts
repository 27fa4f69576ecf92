import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const sources = ['src/cluster', 'src/log.ts', 'test/cluster/fixtures', 'test/cluster/faults/fixtures']

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
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { noEmit: false, noCheck: true, rootDir: root, outDir: join(folder, 'dist') },
      include: sources.map(source => join(root, source)),
    }),
  )
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  try {
    renameSync(folder, finished)
  } catch (error) {
    // Another test file has built the same at the same time.
    if (!existsSync(finished)) throw error
  }
  return join(finished, 'dist')
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesIn)) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

function filesIn(source: string): string[] {
  const path = join(root, source)
  if (!existsSync(path)) return []
  if (source.endsWith('.ts')) return [source]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .sort()
    .map(file => join(source, file))
}
