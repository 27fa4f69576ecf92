/** Types every command of every page, but for those that another test types; page.ts has the rule. */
import { pages } from './page.ts'
import { addSolutions, exercisePage } from './solutions.ts'
import { typePage } from './typed.ts'

/** Typed section by section, by tests of their own: each section shows another content of the same file. */
const inSections = ['docs/database.md', 'docs/sign-in.md']

for (const page of pages.filter(page => !inSections.includes(page))) {
  if (page === exercisePage) typePage(page, undefined, async ({ folder }) => addSolutions(folder))
  else typePage(page)
}
