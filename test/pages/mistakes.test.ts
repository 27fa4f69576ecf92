/** The wrong entries of docs/add-an-endpoint.md, each in the table, and what the student then reads. */
import { describe } from 'node:test'
import { commandsOf } from './page.ts'
import { addToTable, exercisePage, mistakes } from './solutions.ts'
import { typeCommands } from './typed.ts'

const file = 'test/pages/mistakes.test.ts'
const commands = commandsOf(exercisePage).filter(({ needs }) => needs?.test === file)
const entries = mistakes()

for (const [index, { text, line }] of entries.entries()) {
  const nextLine = entries[index + 1]?.line ?? Number.POSITIVE_INFINITY
  const own = commands.filter(command => command.line > line && command.line < nextLine)

  describe(`the entry on line ${line}`, () => {
    typeCommands(exercisePage, own, async ({ folder }) => addToTable(folder, text))
  })
}
