/** Other people's tools for OpenAPI, which test/interop/package.json names: the project's own `npm ci` leaves them out. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { project } from '../copy-of-project.ts'
import { at, type Ended } from '../fork/copy.ts'

/**
 * The path of an installed file.
 * @param path below node_modules
 * @throws {Error} if it is not there
 */
export function installed(path: string): string {
  const file = join(import.meta.dirname, 'node_modules', path)
  if (existsSync(file)) return file
  throw new Error(`${path} is not installed; run npm ci --prefix test/interop --ignore-scripts`)
}

/** Runs one of the tools to its end, on this Node. */
export function runTool(name: string, ...args: string[]): Promise<Ended> {
  return at(project).run(process.execPath, installed(`.bin/${name}`), ...args)
}
