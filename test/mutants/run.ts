/**
 * Changes the code in small ways, one at a time, and tells which of the changes no test notices: `npm run mutants -- PLACE`.
 *
 * A PLACE is a file or a folder of src/ or client/, such as client/judge/compare.ts or src/http; several may be named. One run
 * of Stryker per file holds its mutants against the tests near to it, and a second one those that survive against the
 * tests of its folder. A file takes half a minute or more, so that a whole folder takes hours, and CI runs none of it. With
 * --near there is no second run: what survives then is what to look at first. --with TEST adds a file of tests of another folder to
 * the first one.
 *
 * Ends with 1 if less than 90 % of the mutants of a folder are killed. Those that README.md here calls equivalent don't count.
 * Needs `npm ci --prefix test/mutants --ignore-scripts`.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { project } from '../copy-of-project.ts'
import { equivalentOnes, isSame } from './equivalent.ts'
import { type Mutant, survives } from './report.ts'
import { percentage, summary } from './score.ts'
import { mutantsOf, UntestableError } from './stryker.ts'
import { nearTests, testsOfFolder } from './tests-for.ts'

/** Of the mutants of each folder, the least that has to be killed. */
const goal = 90

const { values: flags, positionals: places } = parseArgs({
  options: {
    near: { type: 'boolean', default: false },
    with: { type: 'string', multiple: true, default: [] },
  },
  allowPositionals: true,
})
const files = [...new Set(places.flatMap(filesAt))]
if (files.length === 0) {
  console.error(`${places.join(' ') || 'Nothing'} is no file or folder below src/ or client/.
Usage: npm run mutants -- [--near] [--with TEST …] PLACE …, such as src/http or client/judge/compare.ts`)
  process.exit(2)
}
for (const test of flags.with.filter(test => !existsSync(join(project, test)))) {
  console.error(`--with ${test}: there is no such file of tests`)
  process.exit(2)
}
if (!existsSync(join(import.meta.dirname, 'node_modules'))) {
  console.error('Stryker is not installed; run npm ci --prefix test/mutants --ignore-scripts')
  process.exit(2)
}

// What a run leaves behind is removed as the process exits; a signal alone would not let it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const equivalent = equivalentOnes()
const found: Mutant[] = []
for (const file of files) found.push(...(await ofFile(file)))

for (const folder of new Set(found.map(({ file }) => dirname(file)))) {
  const mutants = found.filter(({ file }) => dirname(file) === folder)
  console.log(summary(folder, mutants))
  if (percentage(mutants) < goal) process.exitCode = 1
}
const idle = equivalent.filter(row => files.includes(row.file) && !found.some(mutant => isSame(row, mutant)))
for (const { file, original, replacement } of idle)
  console.log(`README.md names ${file}: ${original} → ${replacement}, which is no mutant of it any more.`)

/** What becomes of the mutants of one file, at last against all the tests of its folder. */
async function ofFile(file: string): Promise<Mutant[]> {
  const all = testsOfFolder(file)
  const near = [...new Set([...nearTests(file), ...flags.with])]
  const others = near.length > 0 && !flags.near ? all.filter(test => !near.includes(test)) : []
  const started = Date.now()
  try {
    const first = (await mutantsOf(file, near.length > 0 ? near : all)).map(named)
    const left = first.filter(survives)
    const second = left.length > 0 ? await mutantsOf(file, others, left) : []
    const mutants = first.map(mutant => second.find(again => again.key === mutant.key) ?? mutant).map(named)
    const rest = mutants.filter(survives).length
    const seconds = Math.round((Date.now() - started) / 1000)
    console.error(`${file}: ${mutants.length} mutants, ${rest} survive (${seconds} s)`)
    return mutants
  } catch (error) {
    if (!(error instanceof UntestableError)) throw error
    console.error(`${file}: ${error.message}`)
    process.exitCode = 1
    return []
  }
}

function named(mutant: Mutant): Mutant {
  const isNamed = survives(mutant) && equivalent.some(row => isSame(row, mutant))
  return isNamed ? { ...mutant, status: 'equivalent' } : mutant
}

/** The source files at a place, as paths from the top of the project with slashes. */
function filesAt(place: string): string[] {
  const path = relative(project, resolve(place)).replaceAll(sep, '/')
  if (!/^(src|client)(\/|$)/.test(path) || !existsSync(join(project, path))) return []
  if (statSync(join(project, path)).isFile()) return [path]
  return readdirSync(join(project, path), { recursive: true, encoding: 'utf8' })
    .map(file => `${path}/${file.replaceAll(sep, '/')}`)
    .filter(file => file.endsWith('.ts'))
    .sort()
}
