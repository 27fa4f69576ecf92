/**
 * Runs the tests.
 *
 *     npm test                the tests of your API: test/api/, and what you add beside the template's own
 *     npm test -- all         those of the template as well: its server, its client, its scripts
 *     npm test -- NAME …      the files whose path contains a NAME; containers/, faults/ and such run only so
 *
 * The files are named one by one, because `node --test` finds no .ts file on Node 20 and calls that a success;
 * for the same reason a run in which no test ran is a failure. On Windows those of posix-only.ts are left out, and named.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve, sep } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { isOnRequest } from './on-request.ts'
import { takesPosix } from './posix-only.ts'

/** The template's own tests, of what a fork leaves as it is. */
const template =
  /^(client|cluster|edge|exercises|http|log|metrics|notes\/(database|idempotency|paging)|printable|project|redaction)[/.]/

const here = import.meta.dirname
const wanted = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .map(file => file.replaceAll(sep, '/'))
  .filter(file => file.endsWith('.test.ts') && !file.includes('node_modules/'))
  .filter(isWanted(process.argv.slice(2)))
  .sort()
const names = wanted.filter(canRun)
const files = names.map(name => join(here, name))

if (files.length === 0) {
  console.error(`No test file matches ${process.argv.slice(2).join(' ')}.
npm test            the tests of your API
npm test -- all     those of the template as well
npm test -- NAME …  the files in test/ whose path contains a NAME`)
  process.exit(1)
}

// An app that does not load fails each of its tests, at length; the server says why in one line.
const server = ['--import', 'tsx', 'src/cluster/cli.ts', '--check-config', 'src/main.ts:app']
const { status, stderr } = spawnSync(process.execPath, server, { cwd: resolve(here, '..'), encoding: 'utf8' })
if (status !== 0) {
  console.error(`${stderr}No test was run.`)
  process.exit(1)
}

let passed = 0
// What runs on request counts on having the machine for itself.
const concurrency = names.some(isOnRequest) ? 1 : availableParallelism()
if (process.stderr.isTTY)
  console.error(
    `Running ${names.length} ${names.length === 1 ? 'file' : 'files'} of tests, ${concurrency} at a time`,
  )
const tests = run({ files, concurrency })
tests.on('test:pass', ({ name, details, skip }) => {
  // A file without a test is reported as one passed test, which is named after the file.
  if (details.type !== 'suite' && !skip && !files.includes(name)) passed += 1
})
tests.on('test:fail', () => {
  process.exitCode = 1
})
tests.compose(new spec()).pipe(process.stdout)

process.on('exit', () => {
  if (passed > 0) return
  console.error('No test passed.')
  process.exitCode = 1
})

function canRun(file: string): boolean {
  const missing = process.platform === 'win32' ? takesPosix(file) : undefined
  if (missing !== undefined) console.log(`Left out on Windows: ${file}, which takes ${missing}.`)
  return missing === undefined
}

function isWanted(names: string[]): (file: string) => boolean {
  const isEveryday = (file: string) => !isOnRequest(file)
  if (names.length === 0) return file => isEveryday(file) && !template.test(file)
  if (names.length === 1 && names[0] === 'all') return isEveryday
  return file => names.some(name => file.includes(name))
}
