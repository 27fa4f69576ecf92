import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Block, blocksOf, readPage, sectionsOf } from './page.ts'

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
 * the name of a file, "In FILE, below LINE:", "In FILE, in place of LINE:" or "Above the last line of FILE:".
 *
 * @throws {Error} if the line says none of these
 */
export function addCode(folder: string, page: string, blocks: Block[]): void {
  for (const block of blocks) {
    const said = lineAbove(page, block)
    if (edit(folder, said, block.text)) continue
    const file = /`((?:src|scripts|test\/api)\/[\w./-]+\.ts)`:$/.exec(said)?.[1]
    if (file !== undefined) writeFileSync(join(folder, file), block.text)
    else if (/\b[Ii]n the table:$/.test(said)) addToTable(folder, block.text)
    else if (/\b[Aa]bove the table:$/.test(said)) addToTable(folder, '', block.text)
    else throw new Error(`${page}, line ${block.line}: the line above the code does not say where it goes`)
  }
}

const places: [said: RegExp, edited: (code: string, text: string, line: string) => string][] = [
  [/`(src\/\S+)`, below `(.+)`:$/, (code, text, line) => code.replace(`${line}\n`, () => `${line}\n${text}`)],
  [/`(src\/\S+)`, in place of `(.+)`:$/, (code, text, line) => code.replace(`${line}\n`, () => text)],
  [/last line of `(src\/\S+)`:$/, (code, text) => code.replace(/.+\n$/, last => text + last)],
]

/** @returns whether the line above the block says where in a file */
function edit(folder: string, said: string, text: string): boolean {
  for (const [place, edited] of places) {
    const [, file, line = ''] = place.exec(said) ?? []
    if (file === undefined) continue
    const code = readFileSync(join(folder, file), 'utf8')
    const result = edited(code, text, line)
    if (result === code) throw new Error(`${file} has no line ${line}`)
    writeFileSync(join(folder, file), result)
    return true
  }
  return false
}

/** Does all exercises in a copy of the project, as the page's solutions say. */
export function addSolutions(folder: string): void {
  addCode(
    folder,
    exercisePage,
    codeOf(exercisePage).filter(({ line }) => line < firstMistake()),
  )
}

/** Does one exercise in a copy of the project, as the page's solution says. */
export function addSolution(folder: string, title: string): void {
  const section = sectionsOf(exercisePage).find(section => section.title === title)
  if (section === undefined) throw new Error(`${exercisePage} has no section ${title}`)
  addCode(folder, exercisePage, codeOf(exercisePage).filter(section.has))
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
