import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

const temporary: string[] = []
process.on('exit', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true })
})

/** A folder for what a run makes, gone with the process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  temporary.push(folder)
  return folder
}

/** Compiles our server as the image does, into a folder of its own, so that nobody's build is disturbed. */
export function build(source = join(root, 'src')): string {
  const folder = temporaryFolder()
  const out = join(folder, 'dist/src')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', source, '--noCheck', '--outDir', out], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return folder
}
