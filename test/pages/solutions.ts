import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../copy-of-project.ts'
import { type Block, blocksOf } from './page.ts'

export const exercisePage = 'docs/add-an-endpoint.md'

/** Adds an entry to the table of a copy of the project, and what it needs above the table. */
export function addToTable(folder: string, entry: string, above = ''): void {
  const file = join(folder, 'src/routes.ts')
  const start = 'export const routes = {\n'
  const table = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    table.replace(start, () => `${above}\n${start}${entry}\n`),
  )
}

/** Does all exercises in a copy of the project, as the page's solutions say. */
export function addSolutions(folder: string): void {
  const own = blocksOf(exercisePage).filter(
    ({ language, line }) => language === 'ts' && line < firstMistake(),
  )
  for (const { text } of own) {
    if (isEntry(text)) addToTable(folder, text)
    else if (isModule(text)) writeFileSync(join(folder, 'src/patients.ts'), text)
    else addToTable(folder, '', text)
  }
}

/** The wrong entries that the page shows. */
export function mistakes(): Block[] {
  return blocksOf(exercisePage).filter(({ language, line }) => language === 'ts' && line > firstMistake())
}

const isEntry = (text: string) => /^\w+: route\(/.test(text)

const isModule = (text: string) => text.includes('export function')

function firstMistake(): number {
  return readFileSync(join(project, exercisePage), 'utf8').split('\n').indexOf('## When an entry is wrong')
}
