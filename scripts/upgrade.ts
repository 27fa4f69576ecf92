/**
 * `npm run upgrade`: takes the template's newest release into this copy, and leaves what is yours alone.
 *
 *     npm run upgrade -- --from URL    where the template is; package.json remembers it from then on, without a user and a token
 *     npm run upgrade -- --overwrite   where both sides changed the same lines, take the template's
 *
 * Nothing is written until it is known that everything fits. The result is not committed: look at it with `git diff HEAD`,
 * and commit it, or undo it with `git reset --hard`.
 */
import { readFlags } from './flags.ts'
import { npm } from './npm-child.js'
import { changesBetween } from './upgrade/changelog.ts'
import { applyPlan, type Plan, planFiles } from './upgrade/files.ts'
import { addManifests } from './upgrade/manifests.ts'
import { fetchTemplate, findUpstream, type Template } from './upgrade/template.ts'
import { dirtyTree, git, isRepository } from './working-tree.ts'

const usage = `npm run upgrade -- [--from URL] [--overwrite]

Takes the template's newest release into this copy, and leaves what is yours alone. Nothing is committed.

  --from URL    where the template is; package.json remembers it from then on
  --overwrite   where both sides changed the same lines, take the template's`

try {
  upgrade(readFlags(usage, { from: { type: 'string' }, overwrite: { type: 'boolean', default: false } }))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

function upgrade({ from, overwrite }: { from?: string; overwrite: boolean }): void {
  if (!isRepository()) throw new Error('This folder is no git repository: git init, and commit what is here.')
  const dirty = dirtyTree()
  if (dirty !== undefined) throw new Error(dirty)
  const template = fetchTemplate(findUpstream(from))
  if (template.isCurrent) {
    console.log(`${template.version} is the newest release of the template: there is nothing to do.`)
    return
  }
  console.log(changesBetween(template))

  const plan = planFiles(template, overwrite)
  addManifests(plan, template)
  if (plan.conflicts.length > 0) throw new Error(conflictsOf(plan))
  applyPlan(plan)
  if (plan.hasNewPackages) install()
  report(plan, template)
  check()
}

function conflictsOf({ conflicts }: Plan): string {
  return `Nothing was changed: these differ from the template in the very lines that it has changed since.
  ${conflicts.join('\n  ')}
Take the template's version of them with npm run upgrade -- --overwrite (yours stays in git's history),
or name them under template.yours in package.json to keep them out of upgrades for good.`
}

function report({ writes, removes, notes }: Plan, { current, version }: Template): void {
  for (const note of notes) console.log(`Note: ${note}.`)
  const [written, removed] = [writes.size, removes.length]
  console.log(`From ${current} to ${version}: ${written} files taken, ${removed} removed, nothing committed.`)
}

/** The checks and the tests, as they are after the upgrade. */
function check(): void {
  for (const script of ['check', 'test']) {
    if (npm(['run', '--silent', script], 'inherit').status === 0) continue
    throw new Error(
      `\nnpm run ${script} fails with the new version. Mend it, or undo the upgrade: git reset --hard
If files of your own need an edit for this version, the changelog above says which.`,
    )
  }
  console.log(`\nAll pass. See it with git diff HEAD; keep it with git commit -m "Upgrade the template".`)
}

/**
 * Installs the packages of the new version.
 * @throws {Error} if npm cannot; before that, it undoes everything
 */
function install(): void {
  const { status } = npm(['install', '--no-audit', '--no-fund'], 'inherit')
  if (status === 0) {
    git('add', '--all')
    return
  }
  git('reset', '--hard', '--quiet')
  throw new Error(
    'The packages of the new version cannot be installed. Nothing was changed; npm ci installs yours again.',
  )
}
