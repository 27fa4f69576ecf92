/**
 * Loaded into each test file. Stryker runs a test file only on the mutants that it reaches, and sees those reached within
 * its process (findings/). This tells it that a test which starts another process, such as a server, may reach all of them there.
 */
import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

/** What Stryker keeps in the process, and reads as it exits. */
declare global {
  var __stryker__: { mutantCoverage?: { static: Record<string, number>; perTest: object } } | undefined
}

/** Stryker numbers the mutants of a file from 0; no file has so many. */
const mutants = 10_000
/** Times that a mutant is reached; Stryker takes a hundred times as many for a loop without an end. */
const often = 1_000_000

let haveAll = false

for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const) {
  Object.assign(childProcess, {
    [name]: new Proxy(childProcess[name], {
      apply(start, self, args) {
        reachAll()
        return Reflect.apply(start, self, args)
      },
    }),
  })
}
syncBuiltinESMExports()

function reachAll(): void {
  if (haveAll || !globalThis.__stryker__) return
  haveAll = true
  globalThis.__stryker__.mutantCoverage ??= { static: {}, perTest: {} }
  const reached = globalThis.__stryker__.mutantCoverage.static
  for (let id = 0; id < mutants; id += 1) reached[id] = (reached[id] ?? 0) + often
}
