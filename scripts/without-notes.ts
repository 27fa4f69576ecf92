/** How the notes go: the part of the service that shows how one keeps data. README names the same files. */
import { existsSync, rmSync } from 'node:fs'
import { npm } from './npm-child.js'

const paths = [
  'src/state.ts',
  'src/notes.ts',
  'src/notes',
  'src/database.ts',
  'src/database',
  'src/settings.ts',
  'src/tables.ts',
  'test/notes',
  'docs/database.md',
]
const packages = ['kysely', 'postgres']
const scripts = ['backup', 'copy-database', 'notes-faults']

export function hasNotes(): boolean {
  return existsSync('src/notes.ts')
}

/** Deletes the files, and takes the packages and scripts that only they need off package.json and its lock. */
export function removeNotes(): void {
  for (const path of paths) rmSync(path, { recursive: true, force: true })
  // What is installed stays until the next npm ci.
  const flags = ['--package-lock-only', '--no-audit', '--no-fund']
  edit('uninstall', ...flags, ...packages)
  edit('pkg', 'delete', ...scripts.map(name => `scripts.${name}`))
}

/** @throws {Error} if npm cannot, in its own words */
function edit(...words: string[]): void {
  const { status, stderr } = npm(words)
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed: ${stderr}`)
}
