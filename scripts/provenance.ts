import { arch, cpus, release, totalmem, type } from 'node:os'
import { git } from './working-tree.ts'

/** The kind of machine this is: its processors, memory and system. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const [version] = release().split('-')
  return `${cpus().length} × ${cpus()[0]?.model.trim() || arch()}, ${gigabytes} GB, ${type()} ${version}`
}

/** The commit that runs, and whether src/ has changed since. */
export function commit(): string {
  const changed = git('status', '--porcelain', 'src') !== ''
  return git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes to src/' : '')
}
