import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes the folder of a file of SQLite, if there is none, and looks whether both can be written: SQLite also writes beside its
 * file, and would say only that it is unable to open it.
 *
 * @throws {Error} if not: with the owner and what to do
 */
export function prepareFolder(file: string): void {
  const path = resolve(file)
  const folder = dirname(path)
  attempt(nearest(folder), () => mkdirSync(folder, { recursive: true }))
  attempt(folder, () => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK))
  if (existsSync(path)) attempt(path, () => accessSync(path, constants.R_OK | constants.W_OK))
}

/** The folder, or the nearest one above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder))
}

function attempt(path: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw new Error(adviceFor(path, error as NodeJS.ErrnoException), { cause: error })
  }
}

function adviceFor(path: string, { code }: NodeJS.ErrnoException): string {
  const { uid: owner } = statSync(path)
  const us = process.getuid?.()
  const chown = `It belongs to the user ${owner}, and this process runs as ${us}: sudo chown -R ${us} ${path}`
  // Windows has no numbers of users.
  const permit = us === undefined ? 'Give whoever starts the service the right to write there' : chown
  const remedy = code === 'EROFS' ? 'Its file system is read-only: mount a volume there' : permit
  return `Cannot write to ${path} (${code}). ${remedy}, or let SQLITE_FILE name a file elsewhere.`
}
