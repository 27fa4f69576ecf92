import { readFileSync } from 'node:fs'
import { git } from '../working-tree.ts'
import { withoutCredentials, withoutCredentialsOf } from './without-credentials.ts'

/** The template's newest release beside what this copy was made from. */
export type Template = {
  /** Where it was fetched from, as it may be kept and printed: without a user and a token. */
  url: string
  /** The release that this copy has, and the commit of the template that holds it. */
  current: string
  base: string
  /** The newest release, and its commit. */
  version: string
  commit: string
  isCurrent: boolean
}

type Manifest = { template?: { version?: string; repository?: string } }

/**
 * Where the template is: as the flag says, or as package.json remembers, or the git remote `upstream`.
 * @throws {Error} if nothing says it; the message tells how to
 */
export function findUpstream(flag: string | undefined): string {
  const { template } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
  const url = flag ?? template?.repository ?? attempt(() => git('remote', 'get-url', 'upstream'))
  if (url === undefined) {
    throw new Error(`Where is the template that this copy was made from? Say it once:
  npm run upgrade -- --from https://github.com/OWNER/TEMPLATE`)
  }
  return url
}

/**
 * Fetches the template's history and releases. In the repository this leaves only objects and refs/template/.
 * @throws {Error} if the template cannot be reached, has no release, or none that this copy could be made from
 */
export function fetchTemplate(from: string): Template {
  fetch(from)
  const url = withoutCredentials(from)
  const current = versionAt('HEAD')
  if (current === undefined)
    throw new Error('package.json has no template.version: which release is this copy?')
  const version = newestRelease()
  if (version === undefined) throw new Error(`${url} has no release, which is a tag such as v1.2.3.`)
  const commit = git('rev-parse', `refs/template/tags/v${version}^{commit}`)
  return {
    url,
    current,
    base: baseOf(current, commit, url),
    version,
    commit,
    isCurrent: current === version || isOlder(version, current),
  }
}

function fetch(url: string): void {
  try {
    const refs = ['+refs/heads/*:refs/template/heads/*', '+refs/tags/*:refs/template/tags/*']
    git('fetch', '--quiet', '--no-tags', '--prune', '--', url, ...refs)
  } catch (error) {
    const { stderr } = error as { stderr?: string }
    const reason = withoutCredentialsOf(url, stderr?.trim() ?? '')
    throw new Error(
      `The template at ${withoutCredentials(url)} cannot be fetched, so that nothing was changed:\n${reason}`,
    )
  }
}

/** By semantic versioning; a release candidate (v1.2.3-rc.1) is not a release yet. */
function newestRelease(): string | undefined {
  const tags = git(
    'for-each-ref',
    '--sort=version:refname',
    '--format=%(refname:lstrip=3)',
    'refs/template/tags',
  )
  const releases = tags.split('\n').filter(tag => /^v\d+\.\d+\.\d+$/.test(tag))
  return releases.at(-1)?.slice(1)
}

function isOlder(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { numeric: true }) < 0
}

/**
 * The commit of the template that this copy started from. For a clone it is the last commit in common; for a copy made with
 * "Use this template", the commit with exactly the files of the copy's first one; after an upgrade, the release that
 * package.json names.
 */
function baseOf(current: string, commit: string, url: string): string {
  const start = commonCommit(commit) ?? commitOfFirstFiles()
  if (start !== undefined && versionAt(start) === current) return start
  const release = attempt(() => git('rev-parse', '--verify', `refs/template/tags/v${current}^{commit}`))
  if (release !== undefined) return release
  throw new Error(`${url} has no release v${current}, which package.json says this copy was made from.`)
}

function commonCommit(commit: string): string | undefined {
  return attempt(() => git('merge-base', 'HEAD', commit))
}

function commitOfFirstFiles(): string | undefined {
  const first = git('rev-list', '--max-parents=0', 'HEAD').split('\n').at(-1)
  const tree = git('rev-parse', `${first}^{tree}`)
  const history = git('log', '--format=%T %H', '--glob=refs/template').split('\n')
  return history.find(line => line.startsWith(tree))?.split(' ')[1]
}

function versionAt(commit: string): string | undefined {
  const manifest = attempt(() => JSON.parse(git('show', `${commit}:package.json`)) as Manifest)
  return manifest?.template?.version
}

function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
