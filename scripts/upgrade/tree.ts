import { execFileSync } from 'node:child_process'
import { git } from '../working-tree.ts'

/** The content of a file, as git knows it. */
export type Blob = { id: string; executable: boolean }

/** The files of a commit, by path. */
export function filesAt(commit: string): Map<string, Blob> {
  const entries = git('ls-tree', '-r', '-z', commit).split('\0')
  return new Map(
    entries.flatMap(entry => {
      const [, mode, id, path] = /^(\d+) blob (\w+)\t(.*)$/s.exec(entry) ?? []
      return path !== undefined && id !== undefined ? [[path, { id, executable: mode === '100755' }]] : []
    }),
  )
}

export function contentOf({ id }: Blob): Buffer {
  return execFileSync('git', ['cat-file', 'blob', id], { maxBuffer: 64 * 1024 * 1024 })
}

/** A file of a commit as text; undefined if it has no such file. */
export function textAt(commit: string, path: string): string | undefined {
  const blob = filesAt(commit).get(path)
  return blob && contentOf(blob).toString()
}

/** The files that package.json keeps out of upgrades. */
export function yoursIn(commit: string): string[] {
  const text = textAt(commit, 'package.json')
  return (text && JSON.parse(text).template?.yours) ?? []
}
