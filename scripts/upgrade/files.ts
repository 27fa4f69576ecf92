import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { git } from '../working-tree.ts'
import type { Template } from './template.ts'
import { type Blob, contentOf, filesAt, yoursIn } from './tree.ts'

/** What an upgrade will do, decided before any of it is done. */
export type Plan = {
  writes: Map<string, { content: Buffer; executable: boolean }>
  removes: string[]
  /** What the template changed and this copy does not take. */
  notes: string[]
  conflicts: string[]
  hasNewPackages: boolean
}

/**
 * Compares each file of the template as this copy got it, as the template has it now, and as it is here. What only one side
 * changed is taken from that side; what both changed is merged by lines. What was deleted here stays deleted.
 *
 * @throws {Error} if a new file would take the place of one that git leaves out, such as an .npmrc with a token in it
 */
export function planFiles({ base, commit }: Template, overwrite: boolean): Plan {
  const [before, theirs, ours] = [filesAt(base), filesAt(commit), filesAt('HEAD')]
  const yours = new Set([...yoursIn('HEAD'), ...yoursIn(commit), 'package.json', 'package-lock.json'])
  const plan: Plan = { writes: new Map(), removes: [], notes: [], conflicts: [], hasNewPackages: false }
  const paths = new Set([...before.keys(), ...theirs.keys()])
  for (const path of [...paths].sort()) {
    const [old, next, own] = [before.get(path), theirs.get(path), ours.get(path)]
    if (isSame(old, next) || isSame(own, next)) continue
    if (yours.has(path)) {
      // Whoever does not have such a part of the service does not get it unasked.
      if (own === undefined) continue
      // Code that is yours may have to follow the machinery; a text never has to.
      const compare = `git diff ${base.slice(0, 9)} ${commit.slice(0, 9)} -- ${path}`
      if (/\.ts$/.test(path))
        plan.notes.push(`${path} is yours and stays; what the template changed: ${compare}`)
    } else if (own === undefined) {
      if (old === undefined && !hasLeft(dirname(path), before, ours)) {
        if (existsSync(path))
          throw new Error(
            `Nothing was changed: ${path} is new in the template, and here git leaves out a file of that name. Move yours away first.`,
          )
        take(plan, path, next)
      } else if (old !== undefined) plan.notes.push(`${path} changed in the template and is deleted here`)
    } else if (next === undefined) {
      if (isSame(own, old)) plan.removes.push(path)
      else plan.notes.push(`${path} is gone from the template; yours differs and stays`)
    } else if (isSame(own, old) || overwrite) take(plan, path, next)
    else merge(plan, path, { own, old, next })
  }
  return plan
}

/** Writes and removes, in the folder and in git's index. */
export function applyPlan({ writes, removes }: Plan): void {
  for (const [path, { content, executable }] of writes) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { mode: executable ? 0o755 : 0o644 })
  }
  for (const path of removes) rmSync(path)
  git('add', '--all')
}

function isSame(one: Blob | undefined, other: Blob | undefined): boolean {
  return one?.id === other?.id && one?.executable === other?.executable
}

/** Whether this copy has deleted the folder with all that was in it. Then it does not want a new file in it either. */
function hasLeft(folder: string, before: Map<string, Blob>, ours: Map<string, Blob>): boolean {
  for (let at = folder; at !== '.'; at = dirname(at)) {
    const isWithin = (path: string) => path.startsWith(`${at}/`)
    if ([...before.keys()].some(isWithin) && ![...ours.keys()].some(isWithin)) return true
  }
  return false
}

function take({ writes }: Plan, path: string, blob: Blob | undefined): void {
  if (blob) writes.set(path, { content: contentOf(blob), executable: blob.executable })
}

function merge(
  plan: Plan,
  path: string,
  { own, old, next }: { own: Blob; old: Blob | undefined; next: Blob },
): void {
  const folder = mkdtempSync(join(tmpdir(), 'merge-'))
  const files = Object.entries({ own, old, next }).map(([name, blob]) => {
    writeFileSync(join(folder, name), blob ? contentOf(blob) : '')
    return join(folder, name)
  })
  const { status, stdout } = spawnSync('git', ['merge-file', '--stdout', ...files], {
    maxBuffer: 64 * 1024 * 1024,
  })
  rmSync(folder, { recursive: true })
  if (status === 0) plan.writes.set(path, { content: stdout, executable: own.executable })
  else plan.conflicts.push(path)
}
