/** docs/sign-in.md, section by section: the entry of the first one, behind the guard that each of them shows. */
import { describe } from 'node:test'
import { commandsOf, sectionsOf } from './page.ts'
import { addCode, codeOf } from './solutions.ts'
import { typeCommands } from './typed.ts'

const page = 'docs/sign-in.md'
const [first, ...others] = sectionsOf(page)

for (const section of first === undefined ? [] : [first, ...others]) {
  const commands = commandsOf(page).filter(section.has)
  const code = codeOf(page).filter(block => first?.has(block) || section.has(block))

  if (commands.length > 0)
    describe(`${page}, ${section.title}`, () => {
      typeCommands(page, commands, async ({ folder }) => addCode(folder, page, code))
    })
}
