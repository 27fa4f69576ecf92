import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { Failure } from './failure.ts'
import type { Vm } from './ssh.ts'

/** The committed code under the name that it has on the VM. */
export type Release = {
  /** Its time and its commit: names sort by age, and deploying a commit twice makes two. */
  id: string
  /** The newest commit, as `git log` shows it. */
  title: string
  /** How many files differ from it, which are not deployed. */
  uncommitted: number
}

/** How many releases a VM keeps, including the one that is served. */
const kept = 3

/** @throws {Failure} if nothing is committed */
export function newRelease(now: Date): Release {
  const time = now.toISOString().replaceAll(/[-:]|\..*/g, '')
  const commit = git('rev-parse', '--short', 'HEAD')
  const changes = git('status', '--porcelain')
  return {
    id: `${time}-${commit}`,
    title: git('log', '-1', '--format=%h %s'),
    uncommitted: changes === '' ? 0 : changes.split('\n').length,
  }
}

/** A short name for the committed content of some paths: it changes when one of them does. */
export function fingerprint(paths: string[], also = ''): string {
  const content = git('ls-tree', 'HEAD', '--', ...paths)
  return createHash('sha256').update(content).update(also).digest('hex').slice(0, 12)
}

/** Copies the committed files to `folder/ID`, which is there as a whole or not at all. */
export async function ship(vm: Vm, folder: string, { id }: Release): Promise<void> {
  const archive = spawn('git', ['archive', '--format=tar', 'HEAD'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const target = `${folder}/${id}`
  await vm.run(
    `set -e
    trap 'rm -rf ${target}.part' EXIT
    mkdir -p ${target}.part
    tar -x -C ${target}.part
    mv ${target}.part ${target}`,
    archive.stdout,
  )
}

/**
 * A script that makes `app` serve a release: everything in it is a link through `.current`, which moves in one step. Node
 * looks up the real place of each file that it loads, so a worker has its code from one release until it ends.
 */
export function switchTo(id: string): string {
  return `
    ln -sfn .releases/${id} app/.next
    mv -fT app/.next app/.current
    for entry in app/.current/*; do
      [ -L "app/\${entry##*/}" ] || ln -s ".current/\${entry##*/}" "app/\${entry##*/}"
    done
    find app -maxdepth 1 -xtype l -delete`
}

/** A script that removes all but the last releases from each of the folders; never the one that is served. */
export function prune(...folders: string[]): string {
  return `
    current=$(basename "$(readlink app/.current)")
    for folder in ${folders.join(' ')}; do
      for old in $(ls "$folder" | sort | head -n -${kept}); do
        [ "$old" = "$current" ] || rm -rf "$folder/$old"
      done
    done`
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    throw new Failure(
      'What is deployed is what is committed, and here is no commit. Run: git add -A && git commit',
    )
  }
}
