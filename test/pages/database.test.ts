/**
 * What the pages show of the database, docs/database.md section by section. Each begins with empty tables, and with the code
 * that it shows. Needs a Node with SQLite.
 */
import { isBuiltin } from 'node:module'
import { describe } from 'node:test'
import { commandsOf, pages, sectionsOf } from './page.ts'
import { addCode, addSolution, codeOf } from './solutions.ts'
import { typeCommands } from './typed.ts'

const file = 'test/pages/database.test.ts'
const page = 'docs/database.md'
const lecture = 'docs/lecture.md'
const ownTable = 'A table of your own'
const skip = isBuiltin('node:sqlite') ? false : 'needs Node 22.13 or later: this one has no SQLite'
/** A copy that keeps nothing has deleted the page with its notes. */
const hasNotes = pages.includes(page)

for (const section of sectionsOf(page)) {
  const commands = commandsOf(page).filter(command => section.has(command) && command.needs === undefined)

  if (commands.length > 0)
    describe(`${page}, ${section.title}`, { skip }, () => {
      typeCommands(page, commands, async ({ folder }) => {
        if (section.title === ownTable) addSolution(folder, '3. A heart-rate service')
        addCode(folder, page, codeOf(page).filter(section.has))
      })
    })
}

const inLecture =
  hasNotes && pages.includes(lecture) ? commandsOf(lecture).filter(({ needs }) => needs?.test === file) : []
if (inLecture.length > 0) describe(lecture, { skip }, () => typeCommands(lecture, inLecture))
