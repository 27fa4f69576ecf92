/** Types every command of every page, but for those that another test types; page.ts has the rule. */
import { pages } from './page.ts'
import { addSolutions, exercisePage } from './solutions.ts'
import { typePage } from './typed.ts'

/** sign-in.test.ts types this one section by section, as each shows another content of the same file. */
const signInPage = 'docs/sign-in.md'

for (const page of pages.filter(page => page !== signInPage)) {
  if (page === exercisePage) typePage(page, undefined, async ({ folder }) => addSolutions(folder))
  else typePage(page)
}
