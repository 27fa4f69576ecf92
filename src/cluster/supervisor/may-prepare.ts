import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { parseAppName } from '../load-app.ts'

/**
 * Whether an app module may export `prepare`, by its text: an app that has none must not wait for a process that finds that
 * out. A missing file has none; whoever loads it says that it is missing.
 */
export function mayPrepare(app: string): boolean {
  const { file } = parseAppName(app)
  try {
    return mayExportPrepare(readFileSync(file, 'utf8'), extname(file))
  } catch {
    return false
  }
}

/** An ES module has to name what it exports, or `export *`. What may be CommonJS can export anything. */
export function mayExportPrepare(text: string, extension: string): boolean {
  const isModule = extension.startsWith('.m') || (/\bexport\b/.test(text) && !/\bexports\b/.test(text))
  return !isModule || /\bprepare\b|\bexport\s*\*/.test(text)
}
