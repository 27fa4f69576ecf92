/** Import this first: what a server keeps that a test starts lies apart from what `npm run dev` keeps. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

if (process.env.SQLITE_FILE === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'data-'))
  process.env.SQLITE_FILE = join(folder, 'app.db')
  process.on('exit', () => rmSync(folder, { recursive: true }))
}
