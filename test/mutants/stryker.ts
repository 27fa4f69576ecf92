/** One run of Stryker over one source file. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { project } from '../copy-of-project.ts'
import { endLeftovers } from './leftovers.ts'
import { type Mutant, mutantsIn } from './report.ts'

export class UntestableError extends Error {}

/** Messages, and the texts of the log and the document: whoever words one anew should not have to word a test anew. */
const excludedMutations = ['StringLiteral']

/** Tests start servers, and a machine that is busy with two of them at a time answers late. */
const concurrency = 2
/** Beyond one and a half times what the tests take when nothing is changed. */
const timeoutMS = 10_000

/** Newer versions of Node read TypeScript themselves, in half the time. */
const readTypes = process.features.typescript ? [] : ['--import', 'tsx']

const reached = pathToFileURL(join(import.meta.dirname, 'reached.ts')).href
const command = join(import.meta.dirname, 'node_modules/@stryker-mutator/core/bin/stryker.js')

/**
 * Holds the mutants of a file against tests. A mutant is chosen by an environment variable, which servers that a test starts inherit.
 *
 * @param file its path from the top of the project
 * @param tests likewise; without any, all mutants survive
 * @param only those of an earlier run, if not all are wanted
 * @throws {UntestableError} if the tests fail on the file as it is
 */
export async function mutantsOf(
  file: string,
  tests: readonly string[],
  only?: readonly Mutant[],
): Promise<Mutant[]> {
  if (only && tests.length === 0) return []
  // The copies, the servers that tests build, and all else that they leave behind go with this folder.
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'))
  const report = join(folder, 'report.json')
  const options = {
    mutate: only ? only.map(({ range }) => `${file}:${range}`) : [file],
    testRunner: 'tap',
    tap: {
      testFiles: tests,
      nodeArgs: ['--test-reporter=tap', ...readTypes, '--import', reached],
      // To stop within a file would leave running what the file has started.
      forceBail: false,
    },
    mutator: { excludedMutations },
    ignorePatterns: ['/data', '/dist', '/bench', '/deploy', '/findings'],
    disableTypeChecks: false,
    // It would read the one there is by TypeScript's own functions, which TypeScript 7 has no more.
    tsconfigFile: 'none',
    // Its own way passes over a node_modules that is a link, as in a second worktree.
    symlinkNodeModules: false,
    buildCommand: "node --eval fs.symlinkSync(process.env.PACKAGES,'node_modules')",
    concurrency,
    timeoutMS,
    tempDirName: join(folder, 'copies'),
    reporters: ['json'],
    jsonReporter: { fileName: report },
    allowEmpty: true,
    logLevel: 'error',
    allowConsoleColors: false,
  }
  function clean(): void {
    endLeftovers(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  process.once('exit', clean)
  writeFileSync(join(folder, 'stryker.json'), JSON.stringify(options))
  try {
    const output = await runStryker(folder)
    if (!existsSync(report)) throw new UntestableError(`its tests fail without any change.\n${output}`)
    const chosen = new Set(only?.map(({ key }) => key))
    return mutantsIn(readFileSync(report, 'utf8'), file).filter(({ key }) => !only || chosen.has(key))
  } finally {
    process.off('exit', clean)
    clean()
  }
}

async function runStryker(folder: string): Promise<string> {
  const stryker = spawn(process.execPath, [command, 'run', join(folder, 'stryker.json')], {
    cwd: project,
    env: {
      ...process.env,
      TMPDIR: folder,
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      PACKAGES: realpathSync(join(project, 'node_modules')),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const stream of [stryker.stdout, stryker.stderr])
    stream.setEncoding('utf8').on('data', text => output.push(text))
  await once(stryker, 'close')
  return output.join('').slice(0, 2000)
}
