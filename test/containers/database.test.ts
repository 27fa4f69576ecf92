/** What docs/database.md and docs/lecture.md show of the database in Docker: the volume of Compose, and a PostgreSQL. */
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import { commandsOf, pages } from '../pages/page.ts'
import { typeCommands } from '../pages/typed.ts'
import { docker, newProject } from './docker.ts'

const file = 'test/containers/database.test.ts'
const own = pages.flatMap(commandsOf).filter(({ needs }) => needs?.test === file)
/** The container that docs/database.md starts by its name, and removes. */
const database = 'notes-db'

for (const page of new Set(own.map(({ page }) => page))) {
  describe(page, async () => {
    const project = await newProject(page.replaceAll(/\W/g, '-'))
    let isFree = false
    after(async () => {
      if (isFree) await docker(['rm', '--force', '--volumes', database])
      await project.remove()
    })

    const commands = own.filter(command => command.page === page)
    typeCommands(page, commands, async ({ type }) => {
      const { stdout } = await docker(['ps', '--all', '--quiet', '--filter', `name=^${database}$`])
      assert.equal(stdout, '', `There is a container ${database}: remove it first`)
      isFree = true
      // A build takes longer than a command of a page may.
      const { code, stderr } = await project.compose('build', 'api')
      assert.equal(code, 0, stderr)
      await type(`export COMPOSE_PROJECT_NAME=${project.name}`)
      // A file of SQLite, as the reader has one by then.
      await type(
        `node --import tsx --input-type=module -e 'await (await import("./src/database.ts")).prepare()'`,
      )
    })
  })
}
