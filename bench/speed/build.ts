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

/** What a build is made of, in a folder of its own, so that nobody's build is disturbed. */
export function copySources(): string {
  const folder = temporaryFolder()
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const part of ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts', 'src'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  return folder
}

/** Where in such a folder V8 keeps what it has made of the code. */
export function compileCacheOf(folder: string): Record<'NODE_COMPILE_CACHE', string> {
  return { NODE_COMPILE_CACHE: join(folder, 'compiled') }
}

/** Makes the server of such a folder, as the image does, and returns the folder. */
export function build(folder = copySources()): string {
  const run = (...args: string[]) =>
    execFileSync(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, ...compileCacheOf(folder) },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  run('scripts/bundle.js')
  run('--enable-source-maps', 'dist/src/cluster/cli.js', '--check-config', 'dist/src/main.js:app')
  return folder
}
