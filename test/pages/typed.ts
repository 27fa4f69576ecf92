import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { eventually } from '../cluster/wait.ts'
import { type Command, commandsOf, readPage, toType } from './page.ts'
import { patternOf } from './shown.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** Ends only when it is told to. Variables may stand before it: `API_TOKEN=secret npm start`. */
const isServer = (text: string) =>
  /^(\w+=("[^"]*"|\S)+ )*npm (start|run (dev|demo))\b(?!.* --(once|help|check-config|print-config))/.test(
    text,
  )

/**
 * Types the commands of a page in its order, a test for each, and compares what they print with what the page shows.
 *
 * @param file the test file that types those commands of the page which need more than a shell and Node
 * @param prepare makes ready what the page takes for granted
 */
export function typePage(page: string, file?: string, prepare?: Prepare): void {
  const isOurs = ({ needs }: Command) => needs === undefined || needs.test === file
  const commands = commandsOf(page).filter(command => isOurs(command) && toType(command) !== '')
  if (commands.length > 0) describe(page, () => typeCommands(page, commands, prepare))
}

type Prepare = (terminal: Terminal) => Promise<void>

/** The same for some of the commands of a page, within a suite. */
export function typeCommands(page: string, commands: Command[], prepare?: Prepare): void {
  let terminal: Terminal
  before(async () => {
    terminal = await openTerminal(readPage(page))
    await prepare?.(terminal)
  })
  after(() => terminal.close())

  for (const command of commands) {
    test(`line ${command.line}: ${toType(command)}`, () => typeCommand(terminal, command))
  }
}

async function typeCommand(terminal: Terminal, command: Command): Promise<void> {
  const { exitCode, shown, logged } = command
  const text = toType(command)
  const pattern = patternOf(shown ?? '')
  if (isServer(text)) {
    await terminal.serve(text)
    await assertServed(terminal, pattern)
  } else {
    const typed = await terminal.type(text)
    assert.equal(typed.exitCode, exitCode, typed.output)
    assert.match(`${typed.output}\n`, pattern)
  }
  if (logged !== undefined) await assertServed(terminal, patternOf(logged))
}

/** What a server says may come a moment after what the caller sees. */
async function assertServed(terminal: Terminal, pattern: RegExp): Promise<void> {
  await eventually(() => pattern.test(terminal.served()), 30)
  assert.match(terminal.served(), pattern)
}
