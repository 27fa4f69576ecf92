/** A fork as a class would have it: made from the first release, with endpoints, a README and tests of its own. */
import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { at, type Copy, copyProject, type Ended } from './copy.ts'

export const ownEndpoints = ['POST /average', 'GET /patients/:id', 'GET /units']
export const yours = [
  'LICENSE',
  'README.md',
  'src/average.ts',
  'src/main.ts',
  'src/routes.ts',
  'test/api/average.test.ts',
  'test/api/lecture.test.ts',
]

const endpoints = `
  average: route('POST /average', {
    summary: 'Averages heart rates',
    body: z.object({ rates: z.array(z.number()) }),
    returns: z.object({ average: z.number() }),
    examples: [{ body: { rates: [60, 80] }, returns: { average: 70 } }],
    handler: ({ body: { rates } }) => ({ average: average(rates) }),
  }),
  patient: route('GET /patients/:id', {
    summary: 'Finds a patient',
    params: z.object({ id: z.coerce.number().int() }),
    returns: z.object({ id: z.number() }),
    examples: [{ params: { id: 7 }, returns: { id: 7 } }],
    handler: ({ params: { id } }) => ({ id }),
  }),
  units: route('GET /units', {
    summary: 'Names the units',
    returns: z.array(z.string()),
    examples: [{ returns: ['beats per minute'] }],
    handler: () => ['beats per minute'],
  }),
`
const average = (problem: string) => `import { Problem } from '${problem}'

export function average(rates: number[]): number {
  if (rates.length === 0) throw new Problem(404, 'No rates have no average.')
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length
}
`
const ownTest = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { average } from '../../src/average.ts'

test('the average of one is itself', () => {
  assert.equal(average([5]), 5)
})
`

/**
 * What "Use this template" makes of the tag v0.1.0, after `npm run init` and some work.
 * @param problem from where the README of that release imports a Problem
 */
export async function grownFork(upstream: Copy, problem: string): Promise<Copy> {
  const fork = copyOfFirst(upstream)
  const names = ['--name', 'Grace', '--service', 'heart-rate']
  const { code, stderr } = await fork.run('npm', 'run', '-s', 'init', '--', ...names)
  assert.equal(code, 0, stderr)
  edit(fork, 'src/routes.ts', text =>
    text
      .replace("import { distance } from './distance.ts'", "import { average } from './average.ts'\n$&")
      .replace('export const routes = {\n', `$&${endpoints.slice(1)}`),
  )
  writeFileSync(join(fork.folder, 'src/average.ts'), average(problem))
  writeFileSync(join(fork.folder, 'test/api/average.test.ts'), ownTest)
  appendFileSync(join(fork.folder, 'README.md'), '\n## For the clinic\n\nOurs.\n')
  edit(fork, 'package.json', text =>
    text
      .replace(/"version": ".*"/, '"version": "3.1.4"')
      .replace('"scripts": {', '$&\n    "mine": "echo mine",'),
  )
  commit(fork, 'Measure hearts')
  return fork
}

function copyOfFirst(upstream: Copy): Copy {
  const fork = copyProject()
  fork.git('fetch', '--quiet', upstream.folder, 'refs/tags/v0.1.0')
  fork.git('checkout', '--quiet', '--orphan', 'first')
  fork.git('rm', '-r', '--quiet', '--force', '.')
  fork.git('checkout', 'FETCH_HEAD', '--', '.')
  commit(fork, 'Initial commit')
  fork.git('branch', '--quiet', '--delete', '--force', 'main')
  return fork
}

/** Runs the fork's own `npm run upgrade`. */
export function upgrade(fork: Copy, upstream: Copy): Promise<Ended> {
  return fork.run('npm', 'run', '-s', 'upgrade', '--', '--from', upstream.folder)
}

/** A bare repository, as a server has it. */
export function publish({ folder, git }: Copy): Copy {
  const bare = mkdtempSync(join(tmpdir(), 'template-'))
  after(() => rmSync(bare, { recursive: true }))
  git('clone', '--quiet', '--bare', folder, bare)
  return at(bare)
}

/** Changes a file, and fails if that makes no difference. */
export function edit({ folder }: Copy, file: string, change: (text: string) => string): void {
  const before = readFileSync(join(folder, file), 'utf8')
  const text = change(before)
  assert.notEqual(text, before, file)
  writeFileSync(join(folder, file), text)
}

export function commit({ git }: Copy, message: string): void {
  git('add', '--all')
  git('commit', '--quiet', '--message', message)
}
