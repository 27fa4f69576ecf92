import { existsSync } from 'node:fs'
import type { RequestListener, ServerOptions } from 'node:http'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { exitCodes, Failure, messageOf } from './failure.ts'

/** What an app module gives the server: a handler and, if it exports them, its own HTTP classes and an orderly end. */
export type App = {
  handler: RequestListener
  serverOptions: ServerOptions
  close(): Promise<void>
}

/**
 * Loads `MODULE:EXPORT`: a path relative to the working directory, and the name of an exported `(req, res)` function,
 * `app` unless given.
 *
 * @throws {Failure} if there is no such file or export (exit code 4), or if the module throws while it loads (3)
 */
export async function loadApp(name: string): Promise<App> {
  const { path, exportName } = parseAppName(name)
  const file = resolve(path)
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
    close: async () => {
      if (typeof module.close === 'function') await module.close()
    },
  }
}

function parseAppName(name: string): { path: string; exportName: string } {
  const { path = name, exportName = 'app' } =
    /^(?<path>.+?)(?::(?<exportName>[\p{L}$_][\w$]*))?$/u.exec(name)?.groups ?? {}
  return { path, exportName }
}

async function importModule(file: string, path: string): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(file).href)
  } catch (error) {
    throw new Failure(exitCodes.bootFailed, `${path} failed to load: ${messageOf(error)}`, { cause: error })
  }
}

function suggestion(path: string): string {
  const found = ['.ts', '.js', '.mjs'].map(extension => path + extension).find(existsSync)
  return found ? ` Did you mean ${found}?` : ' It is looked up from the working directory.'
}
