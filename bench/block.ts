import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Puts text into a page, in place of what is between `<!-- NAME -->` and `<!-- end of NAME -->`.
 *
 * @param page from the project's folder on, such as `docs/scale.md`
 * @throws {Error} if the page has no such place
 */
export function writeBlock(page: string, name: string, text: string): void {
  const file = resolve(import.meta.dirname, '..', page)
  const before = readFileSync(file, 'utf8')
  const block = new RegExp(`(?<=<!-- ${name} -->\n).*(?=<!-- end of ${name} -->)`, 's')
  if (!block.test(before)) throw new Error(`${page} has no place for "${name}"`)
  writeFileSync(
    file,
    before.replace(block, () => `\n${text}\n\n`),
  )
}
