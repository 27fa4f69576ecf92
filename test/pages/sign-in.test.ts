/** docs/sign-in.md, section by section: the entry of the first one, behind the guard that each of them shows. */
import { describe } from 'node:test'
import { commandsOf, pages, readPage } from './page.ts'
import { addCode, codeOf } from './solutions.ts'
import { typeCommands } from './typed.ts'

const page = 'docs/sign-in.md'
const lines = pages.includes(page) ? readPage(page).split('\n') : []
const starts = lines.flatMap((text, index) => (text.startsWith('## ') ? [index + 1] : []))

for (const [index, start] of starts.entries()) {
  const end = starts[index + 1] ?? lines.length
  const isInSection = ({ line }: { line: number }) => line > start && line < end
  const isInFirst = ({ line }: { line: number }) => line < (starts[1] ?? 0)
  const commands = commandsOf(page).filter(isInSection)
  const code = codeOf(page).filter(block => isInFirst(block) || isInSection(block))

  if (commands.length > 0)
    describe(`${page}, ${lines[start - 1]}`, () => {
      typeCommands(page, commands, async ({ folder }) => addCode(folder, page, code))
    })
}
