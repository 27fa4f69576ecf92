import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Block, blocksOf, readPage } from './page.ts'

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

/**
 * Puts code of a page into a copy of the project, where the line above each block says: "In the table:", "Above the table:",
 * or the name of a file.
 *
 * @throws {Error} if the line says none of these
 */
export function addCode(folder: string, page: string, blocks: Block[]): void {
  for (const block of blocks) {
    const said = lineAbove(page, block)
    const file = /`((?:src|scripts|test\/api)\/[\w./-]+\.ts)`:$/.exec(said)?.[1]
    if (file !== undefined) writeFileSync(join(folder, file), block.text)
    else if (/\b[Ii]n the table:$/.test(said)) addToTable(folder, block.text)
    else if (/\b[Aa]bove the table:$/.test(said)) addToTable(folder, '', block.text)
    else throw new Error(`${page}, line ${block.line}: the line above the code does not say where it goes`)
  }
}

/** Does all exercises in a copy of the project, as the page's solutions say. */
export function addSolutions(folder: string): void {
  addCode(
    folder,
    exercisePage,
    codeOf(exercisePage).filter(({ line }) => line < firstMistake()),
  )
}

/** The wrong entries that the page shows. */
export function mistakes(): Block[] {
  return codeOf(exercisePage).filter(({ line }) => line > firstMistake())
}

/** The blocks of TypeScript of a page. */
export function codeOf(page: string): Block[] {
  return blocksOf(page).filter(({ language }) => language === 'ts')
}

function firstMistake(): number {
  return readPage(exercisePage).split('\n').indexOf('## When an entry is wrong')
}

/** The text above a block's fence, without the empty line between. */
function lineAbove(page: string, { line }: Block): string {
  return (
    readPage(page)
      .split('\n')
      .slice(0, line - 2)
      .findLast(text => text !== '') ?? ''
  )
}
