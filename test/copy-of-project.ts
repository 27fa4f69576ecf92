import { cpSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

/** What git does not hold, or what only this repository may have. */
const left = ['node_modules', 'dist', '.git', 'data']

export const project = resolve(import.meta.dirname, '..')

/** The folders that a fork may delete, as README says; the image of the tests holds not all of them either. */
export const deletable = ['.devcontainer', 'bench', 'deploy', 'docs', 'findings', 'test/exercises']

/** The files of the project in a new folder, outside of any repository; its packages are linked. The caller removes it. */
export function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copy-'))
  cpSync(project, folder, { recursive: true, filter: path => !left.includes(basename(path)) })
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  return folder
}
