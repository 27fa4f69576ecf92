import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { Routes } from './route.ts'

/** What a part of the service exports: its endpoints, and what the server calls for their sake. */
export type Part = {
  routes: Routes
  /** Once, before the first worker and before each reload. */
  prepare(): Promise<void>
  /** When the server is asked whether it is ready. */
  ready(): Promise<void>
  /** Before a worker ends. */
  close(): Promise<void>
}

/**
 * A part that a copy of the service may delete: what its module exports, or nothing where there is no such file.
 *
 * @param path as in an import, but without an extension: it is `.ts` in development and `.js` once built.
 * @param from the `import.meta.url` of the module that asks.
 *
 * @example
 * const { routes: notes = {} } = await optionalPart('./notes', import.meta.url)
 *
 * @throws what the module throws while it loads
 */
export async function optionalPart(path: string, from: string): Promise<Partial<Part>> {
  const file = new URL(`${path}${extname(from)}`, from)
  return existsSync(file) ? import(file.href) : {}
}
