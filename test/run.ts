/**
 * Runs the tests: `npm test`, or `npm test -- NAME …` for the files whose path contains a NAME.
 *
 * The files are named one by one, because `node --test` finds no .ts file on Node 20 and calls that a success;
 * for the same reason a run in which no test ran is a failure.
 */
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

/** These need Docker, a browser or Python, or take minutes, and run only when they are named. */
const onRequest = /(containers|browser|faults|interop)\//

const here = import.meta.dirname
const wanted = process.argv.slice(2)
const names = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.test.ts'))
  .filter(file => (wanted.length > 0 ? wanted.some(part => file.includes(part)) : !onRequest.test(file)))
  .sort()
const files = names.map(name => `${here}/${name}`)

if (files.length === 0) {
  console.error(`No test file matches ${wanted.join(' ')}.`)
  process.exit(1)
}

let passed = 0
// What runs on request counts on having the machine for itself.
const concurrency = names.some(name => onRequest.test(name)) ? 1 : availableParallelism()
const tests = run({ files, concurrency })
tests.on('test:pass', ({ name, details }) => {
  // A file without a test is reported as one passed test, which is named after the file.
  if (details.type !== 'suite' && !files.includes(name)) passed += 1
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
