/** App modules that a test writes by itself, where a compiled fixture could not change between two reloads. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An app module in a folder of its own. */
export interface WrittenApp {
  readonly path: string
  /** Puts another module in its place, for the next reload. */
  write(source: string): void
  /** Makes the file `name` beside the module, with this content; what waits for it goes on. */
  put(name: string, content?: string): void
}

/**
 * Writes an app module, which has `note('…')` for a line of the log, `await there('NAME')` to wait for a file beside it, and an
 * `app` that answers with the process's id.
 *
 * @param source what it has besides, such as `export async function prepare() {}`
 */
export function writeApp(source: string): WrittenApp {
  const folder = mkdtempSync(join(tmpdir(), 'written-app-'))
  const path = join(folder, 'app.mjs')
  const write = (source: string) => writeFileSync(path, `${basics}\n${source}\n`)
  write(source)
  return { path, write, put: (name, content = '') => writeFileSync(join(folder, name), content) }
}

const basics = `
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
const pid = process.pid
const note = msg => process.stdout.write(JSON.stringify({ level: 'info', pid, msg }) + '\\n')
const beside = name => new URL(name, import.meta.url)
const there = async name => { while (!existsSync(beside(name))) await sleep(20) }
export const app = (request, response) => response.end(String(pid))
`
