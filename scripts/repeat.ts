/**
 * Runs tests again and again, to find one that fails now and then: `npm run repeat -- 20 faults/`.
 *
 * Prints what failed in each run, and a summary. Exits 1 when a run failed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const [given = '', ...names] = process.argv.slice(2)
const runs = Number(given)
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`Usage: npm run repeat -- RUNS [NAME …]   RUNS is a whole number from 1; got "${given}".`)
  process.exit(1)
}

let failed = 0
for (let run = 1; run <= runs; run++) {
  const started = performance.now()
  const { output, code } = await runTests(names)
  const seconds = Math.round((performance.now() - started) / 1000)
  if (code !== 0) failed += 1
  const counts = `${count(output, 'fail')} failed, ${count(output, 'pass')} passed`
  console.log(`Run ${run} of ${runs}, Node ${process.versions.node}: ${counts} in ${seconds} s`)
  if (code !== 0) console.log(failures(output))
}
console.log(`${runs} runs: ${runs - failed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function runTests(names: readonly string[]) {
  const runner = join(import.meta.dirname, '../test/run.ts')
  const tests = spawn(process.execPath, ['--import', './test/typescript.js', runner, ...names], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output, [code]] = await Promise.all([text(tests.stdout), once(tests, 'exit')])
  return { output, code }
}

/** A figure of the reporter's summary, such as `ℹ fail 0`. */
function count(output: string, what: 'pass' | 'fail'): string {
  return new RegExp(`^ℹ ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? '?'
}

/** The reporter lists the failed tests again, with their errors, below a headline. */
function failures(output: string): string {
  return output.slice(Math.max(0, output.indexOf('failing tests:')))
}
