/**
 * Reads the commands of the project's pages. The rule for whoever writes a page:
 *
 * - A command stands in a fenced block of the language `sh`. `npm test -- pages/` types it, in the order of the page, in a
 *   copy of the project, and it must end with 0. `# exit code 1` behind it says that it must end with 1. It finds Node,
 *   curl, screen and pgrep. Free ports stand in for 5000 and the page's other ports, this machine for vcm-3461.vm.duke.edu.
 * - `npm start`, `npm run dev` and `npm run demo`, also with variables before them (`API_TOKEN=secret npm start`), go on
 *   serving, as in a terminal of their own, until the page starts another server.
 * - A block of the language `text` right after it shows what the last of its commands prints. The test compares, except for
 *   times, process ids and which worker answered; `…` stands for anything, and as a line of its own for any lines.
 * - A block of the language `log`, behind that or in its place, shows what the server then has in its log, compared alike.
 * - A block that needs more than a shell and Node says so in an HTML comment on the line above it, which readers do not see,
 *   and which test types its commands instead. That test must exist, and mention the command or the page:
 *       <!-- needs Docker: test/containers/up.test.ts -->
 * - What .github/workflows/ci.yml runs of npm word for word (`npm ci`, `npm test`) is not typed again.
 *
 * Blocks of other languages and commands within a sentence are not typed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../copy-of-project.ts'

/** What a block needs beside a shell and Node, and the test that types it. */
export type Needs = { what: string; test: string }

export type Command = {
  page: string
  /** Of the page, from 1. */
  line: number
  text: string
  /** What it ends with. */
  exitCode: number
  needs?: Needs
  /** What the page shows of its output. */
  shown?: string
  /** What the page shows of the server's log after it. */
  logged?: string
}

/** A fenced block. `line` is that of its first line of content. */
export type Block = { language: string; text: string; line: number; needs?: Needs }

/** Every page of the project, by its path. A fork may have deleted some of the folders. */
export const pages: string[] = ['.', '.github', 'docs', 'deploy']
  .filter(folder => existsSync(join(project, folder)))
  .flatMap(folder => readdirSync(join(project, folder)).map(file => join(folder, file)))
  .filter(file => file.endsWith('.md'))
  .sort()

export function readPage(page: string): string {
  return readFileSync(join(project, page), 'utf8')
}

export function blocksOf(page: string): Block[] {
  return blocksIn(readPage(page))
}

const marker = /^ *<!-- needs (.+): (test\/\S+) -->$/

/** A heading of the second level, and what is below it: `has` tells by the line of a block or command. */
export type Section = { title: string; has(part: { line: number }): boolean }

/** The sections of a page, in order; none if a fork has deleted the page. */
export function sectionsOf(page: string): Section[] {
  const lines = pages.includes(page) ? readPage(page).split('\n') : []
  const starts = lines.flatMap((text, index) => (text.startsWith('## ') ? [index + 1] : []))
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? Number.POSITIVE_INFINITY
    return { title: lines[start - 1]?.slice(3) ?? '', has: ({ line }) => line > start && line < end }
  })
}

/** The fenced blocks of a page's text, in order. */
export function blocksIn(content: string): Block[] {
  return [...content.matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gms)].map(
    ({ 1: indent = '', 2: language = '', 3: text = '', index }) => {
      const lines = content.slice(0, index).split('\n')
      const [, what, test] = marker.exec(lines.at(-2) ?? '') ?? []
      return {
        language,
        text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
        line: lines.length + 1,
        ...(what !== undefined && test !== undefined && { needs: { what, test } }),
      }
    },
  )
}

/** The commands of a page, in order. */
export function commandsOf(page: string): Command[] {
  const blocks = blocksOf(page)
  return blocks.flatMap((block, index) => {
    if (block.language !== 'sh') return []
    const commands = commandsIn(page, block)
    const last = commands.at(-1)
    const [next, afterNext] = blocks.slice(index + 1, index + 3)
    if (last !== undefined && next?.language === 'text') last.shown = next.text
    const log = next?.language === 'text' ? afterNext : next
    if (last !== undefined && log?.language === 'log') last.logged = log.text
    return commands
  })
}

function commandsIn(page: string, { text, line, needs }: Block): Command[] {
  const commands: Command[] = []
  let begun = ''
  for (const [index, each] of text.trimEnd().split('\n').entries()) {
    if (begun === '' && /^\s*(#|$)/.test(each)) continue
    begun += begun === '' ? each : `\n${each}`
    if (!isComplete(begun)) continue
    const exitCode = Number(/ # .*\bexit code (\d+)/.exec(begun)?.[1] ?? 0)
    commands.push({ page, line: line + index, text: begun, exitCode, ...(needs && { needs }) })
    begun = ''
  }
  return commands
}

/** Whether a shell would run it, and not wait for more lines. */
function isComplete(text: string): boolean {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: `${text}\n`, encoding: 'utf8' })
  return status === 0 && stderr === '' && !text.endsWith('\\')
}

/** The commands of npm that the workflow runs, word for word. */
const inWorkflow = new Set(
  [...readFileSync(join(project, '.github/workflows/ci.yml'), 'utf8').matchAll(/^ +- run: (npm .+)$/gm)].map(
    ([, command]) => command,
  ),
)

/** What is left to type of a command: nothing of `npm ci`, `npm run demo` of `npm ci && npm run demo`. */
export function toType({ text }: Command): string {
  const command = text.replace(/\s+# .*$/, '')
  return command
    .split(' && ')
    .filter(part => !inWorkflow.has(part))
    .join(' && ')
}
