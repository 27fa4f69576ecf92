import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../../copy-of-project.ts'

const page = join(project, 'docs/client.md')
const part = /(?<=<!-- documents -->\n)[\s\S]*?(?=<!-- end of documents -->)/

/** The part of docs/client.md about real documents. */
export function writtenSection(): string {
  return part.exec(readFileSync(page, 'utf8'))?.[0].trim() ?? ''
}

export function writeSection(text: string): void {
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(part, () => `\n${text}\n\n`),
  )
}
