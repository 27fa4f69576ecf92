/**
 * `npm run init`: makes a copy of the template one's own. Asks for your name, which GET /name answers, and for the name
 * of the service, and whether it keeps data, or takes the answers as flags and asks nothing:
 *
 *     npm run init -- --name "Grace Hopper" --service heart-rate --no-notes
 *
 * It changes files in place and commits nothing, so that `git diff` shows all of it. It can be run again.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import {
  asService,
  faultOfAuthor,
  faultOfService,
  renameAuthor,
  renamePackage,
  renameReadme,
} from './rename.ts'
import { hasNotes, removeNotes } from './without-notes.ts'
import { dirtyTree, isRepository } from './working-tree.ts'

type Names = { name?: string | undefined; service?: string | undefined; notes: boolean }

const { name: current, dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const taken = Object.keys({ ...dependencies, ...devDependencies })

const given = flagsOrFail()
const dirty = isRepository() ? dirtyTree() : undefined
if (dirty !== undefined) fail(dirty)
const names = await chosenNames(given)
const removes = !names.notes && hasNotes()
if (removes) removeNotes()
const changed = rename(names)
if (changed.length === 0 && !removes) console.log('Nothing to change: the names are these already.')
else {
  if (removes) console.log('Removed the notes and their database.')
  if (changed.length > 0) console.log(`Changed ${changed.join(', ')}.`)
  console.log('See what changed with git diff, and keep it with git commit -am "Make it mine".')
}

/** From the flags, or else from the terminal. */
async function chosenNames(flags: Names): Promise<Names> {
  if (flags.name === undefined && flags.service === undefined && flags.notes) {
    if (process.stdin.isTTY) return ask()
    fail('Say your name: npm run init -- --name "Grace Hopper" --service heart-rate')
  }
  if (flags.name !== undefined) flags.name = flags.name.trim()
  const fault =
    (flags.name !== undefined && faultOfAuthor(flags.name)) ||
    (flags.service !== undefined && faultOfService(flags.service, taken))
  if (fault) fail(fault)
  return flags
}

function flagsOrFail(): Names {
  const all = 'The flags are --name "Grace Hopper", --service heart-rate and --no-notes.'
  try {
    const text = { type: 'string' } as const
    const { help, ...names } = parseArgs({
      options: {
        name: text,
        service: text,
        notes: { type: 'boolean', default: true },
        help: { type: 'boolean' },
      },
      allowNegative: true,
    }).values
    if (!help) return names
  } catch (error) {
    return fail(`${(error as Error).message}\n${all}`)
  }
  console.log(
    `Puts your name and your service's in place, and asks for them, unless flags say them. --no-notes leaves out the notes. ${all}`,
  )
  process.exit()
}

async function ask(): Promise<Names> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  terminal.on('close', () => fail('\nNothing was changed.'))
  const question = async (text: string, preset: string, faultOf: (answer: string) => string | undefined) => {
    for (;;) {
      const answer = (await terminal.question(text)).trim() || preset
      const fault = faultOf(answer)
      if (fault === undefined) return answer
      console.log(fault)
    }
  }
  const proposed = asService(basename(process.cwd())) || current
  const name = await question('Your name, for GET /name: ', '', faultOfAuthor)
  const service = await question(`The name of the service [${proposed}]: `, proposed, answer =>
    faultOfService(answer, taken),
  )
  const keep = hasNotes()
    ? await question('Keep the notes, an example of data in a database? [Y/n]: ', 'y', faultOfYesNo)
    : 'y'
  terminal.removeAllListeners('close').close()
  return { name, service, notes: /^y/i.test(keep) }
}

function faultOfYesNo(answer: string): string | undefined {
  return /^(y|yes|n|no)$/i.test(answer) ? undefined : 'Say y or n.'
}

/** Writes the names wherever they stand, and returns the files that this changes. */
function rename({ name, service }: Names): string[] {
  const to = service ?? current
  const table = readFileSync('src/routes.ts', 'utf8')
  const renamed = name === undefined ? table : renameAuthor(table, name)
  if (renamed === undefined) console.log('src/routes.ts has no GET /name any more: it is left as it is.')
  const before = ['src/routes.ts', 'package.json', 'package-lock.json', 'README.md'].map(read)
  write('src/routes.ts', () => renamed ?? table)
  write('package.json', json => renamePackage(json, to))
  write('package-lock.json', json => renamePackage(json, to))
  write('README.md', readme => renameReadme(readme, { from: current, to, ...(name && { author: name }) }))
  // A name with an apostrophe takes other quotes, and a long one another line.
  const biome = 'node_modules/@biomejs/biome/bin/biome'
  execFileSync(process.execPath, [biome, 'format', '--write', 'src/routes.ts'], { stdio: 'pipe' })
  return before.filter(({ file, text }) => read(file).text !== text).map(({ file }) => file)
}

function read(file: string): { file: string; text: string } {
  return { file, text: readFileSync(file, 'utf8') }
}

function write(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
