/** Types every command of every page, but for those that another test types; page.ts has the rule. */
import { pages } from './page.ts'
import { addSolutions, exercisePage } from './solutions.ts'
import { typePage } from './typed.ts'

for (const page of pages) {
  if (page === exercisePage) typePage(page, undefined, async ({ folder }) => addSolutions(folder))
  else typePage(page)
}
