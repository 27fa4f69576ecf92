import { existsSync } from 'node:fs'
import type { RequestListener, ServerOptions } from 'node:http'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CorsOrigins, corsOriginsOf } from './cors-origins.ts'
import { exitCodes, Failure, failureOfApp } from './failure.ts'

/** What an app module gives the server: a handler and, if it exports them, its own HTTP classes and its steps of life. */
export type App = {
  handler: RequestListener
  serverOptions: ServerOptions
  /** Whose pages may read what the server answers by itself. */
  corsOrigins: CorsOrigins
  /** Makes ready what all workers share, before any of them loads the app: tables of a database. */
  prepare: (() => unknown) | undefined
  /** Whether this process can answer now; it says no by throwing, or with `false`. */
  ready: (() => unknown) | undefined
  close(): Promise<void>
}

/**
 * Loads `MODULE:EXPORT`: a path relative to the working directory, and the name of an exported `(req, res)` function,
 * `app` unless given.
 *
 * @throws {Failure} if there is no such file or export (exit code 4), if the module throws while it loads (3, or 1 for an error
 * that says so itself), or if its corsOrigins are none (1)
 */
export async function loadApp(name: string): Promise<App> {
  const { path, file, exportName } = parseAppName(name)
  if (!existsSync(file)) throw new Failure(exitCodes.noSuchApp, `No such file: ${path}.${suggestion(path)}`)

  const module = await importModule(file, path)
  const handler = module[exportName]
  if (typeof handler !== 'function') {
    const found = Object.keys(module).join(', ') || 'nothing'
    throw new Failure(
      exitCodes.noSuchApp,
      `${path} exports no function named "${exportName}" (it exports ${found}). Write: export const ${exportName} = …`,
    )
  }
  return {
    handler: handler as RequestListener,
    serverOptions: (module.serverOptions ?? {}) as ServerOptions,
    corsOrigins: corsOriginsOf(module.corsOrigins),
    prepare: functionOf(module.prepare),
    ready: functionOf(module.ready),
    close: async () => {
      if (typeof module.close === 'function') await module.close()
    },
  }
}

/** The parts of `MODULE:EXPORT`; `path` is as it was given, `file` the same as an absolute path. */
export function parseAppName(name: string): { path: string; file: string; exportName: string } {
  const { path = name, exportName = 'app' } =
    /^(?<path>.+?)(?::(?<exportName>[\p{L}$_][\w$]*))?$/u.exec(name)?.groups ?? {}
  return { path, file: resolve(path), exportName }
}

function functionOf(value: unknown): (() => unknown) | undefined {
  return typeof value === 'function' ? () => value() : undefined
}

async function importModule(file: string, path: string): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(file).href)
  } catch (error) {
    throw failureOfApp(error, `${path} failed to load`)
  }
}

function suggestion(path: string): string {
  const found = ['.ts', '.js', '.mjs'].map(extension => path + extension).find(existsSync)
  return found ? ` Did you mean ${found}?` : ' It is looked up from the working directory.'
}
