/** The table of README.md here: mutants that no test can notice, or none should. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './report.ts'

/** By its text rather than its line, so that it holds when other lines of the file change. */
export type Equivalent = Pick<Mutant, 'file' | 'original' | 'replacement'>

/**
 * Reads the rows | `file` | `original` | `replacement` | why |, in which `\|` is a |.
 *
 * @throws {Error} if a row gives no reason
 */
export function equivalentOnes(): Equivalent[] {
  const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const rows = page.split('\n').filter(line => /^\| `(src|client)\/[^`]*\.ts` \|/.test(line))
  return rows.map(row => {
    const [file, original, replacement, why] = row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(cell => cell.trim().replaceAll('\\|', '|'))
    if (!file || !original || !replacement || !why) throw new Error(`README.md has an incomplete row: ${row}`)
    return { file: code(file), original: code(original), replacement: code(replacement) }
  })
}

export function isSame(row: Equivalent, mutant: Mutant): boolean {
  return (
    row.file === mutant.file && row.original === mutant.original && row.replacement === mutant.replacement
  )
}

/** Without the backticks around it; two where it has one itself, with a space as Markdown takes it. */
function code(cell: string): string {
  return cell.replace(/^(`+)\s?(.*?)\s?\1$/, '$2')
}
