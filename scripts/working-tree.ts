import { execFileSync } from 'node:child_process'

/**
 * What git prints, without the last line's end.
 * @throws {Error} if git fails, in git's own words
 */
export function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 }).trimEnd()
}

/** Whether the current folder belongs to a repository. A downloaded archive does not. */
export function isRepository(): boolean {
  try {
    return git('rev-parse', '--is-inside-work-tree') === 'true'
  } catch {
    return false
  }
}

/** The files below the current folder that differ from the last commit, new ones included. */
export function uncommitted(): string[] {
  return git('status', '--porcelain', '--', '.')
    .split('\n')
    .filter(line => line !== '')
}

/** Why a script does not start while there are changes, and what to do about it; undefined if there are none. */
export function dirtyTree(): string | undefined {
  const files = uncommitted()
  if (files.length === 0) return undefined
  const shown = files.slice(0, 5).join('\n')
  return `Some files differ from the last commit, so that its changes could not be told from yours:
${shown}${files.length > 5 ? `\nand ${files.length - 5} more` : ''}
Commit them first (git add --all && git commit -m "What I did"), or put them aside (git stash --all).`
}
