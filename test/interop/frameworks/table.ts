/** The table of docs/client.md, from real runs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sectionOf, withSection } from '../../../scripts/section.ts'
import { aligned } from '../../../scripts/table.ts'
import { project } from '../../copy-of-project.ts'
import { type Framework, nameAndVersions } from './frameworks.ts'
import type { Said, Visit } from './visit.ts'

const page = join(project, 'docs/client.md')
const heading = ['framework', 'document', 'OpenAPI', 'with a token', 'without', 'to know']

/** The cells of a framework: what the client found, and what came of its calls with a token and without. */
export function row(
  framework: Framework,
  { source, openapi }: { source: string; openapi: string },
  signedIn: Visit,
  anonymous: Visit,
): string[] {
  const { note = '' } = framework
  return [
    nameAndVersions(framework),
    source,
    openapi,
    counted(signedIn.calls),
    counted(anonymous.calls),
    note,
  ]
}

/** The rows that the page has. */
export function rowsOfPage(): string[][] {
  const lines = sectionOf(readFileSync(page, 'utf8'), 'frameworks').split('\n')
  const cells = (line: string) => line.split('|').map(cell => cell.trim())
  return lines.filter(line => line.startsWith('|')).map(line => cells(line).slice(1, -1))
}

/** Puts these rows into the page in the place of those that it has. */
export function writeRows(rows: readonly string[][]): void {
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), 'frameworks', aligned([heading, ...rows])))
}

function counted(calls: readonly Said[]): string {
  const right = calls.filter(({ verdict }) => verdict === 'ok').length
  const skipped = calls.filter(({ verdict }) => verdict === 'skipped')
  const reasons = skipped.map(({ call, problems }) => `${call}: ${problems.join('; ')}`).join('; ')
  return skipped.length === 0 ? `${right} right` : `${right} right, ${skipped.length} skipped (${reasons})`
}
