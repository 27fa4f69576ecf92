import { randomUUID } from 'node:crypto'
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { exitCodes, Failure, messageOf } from '../failure.ts'

/**
 * Writes this process's id to the file; the function it returns removes it. The file is written beside and then renamed, so that
 * a symbolic link at the path is replaced, and not what it leads to.
 *
 * @throws {Failure} if the file names another process that is alive, or cannot be written
 */
export function writePidFile(path: string): () => void {
  const owner = readPid(path)
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
    throw new Failure(
      exitCodes.configuration,
      `Already running on PID ${owner}, or --pid ${path} is stale: then remove it.`,
    )
  }
  const beside = `${path}.${randomUUID()}`
  try {
    writeFileSync(beside, `${process.pid}\n`, { flag: 'wx' })
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw new Failure(exitCodes.configuration, `Cannot write --pid ${path}: ${messageOf(error)}`)
  }
  return () => {
    if (readPid(path) === process.pid) rmSync(path)
  }
}

/** What an ordinary file says: a link is not ours, and a pipe would make the server wait. */
function readPid(path: string): number | undefined {
  try {
    if (!lstatSync(path).isFile()) return undefined
    return Number.parseInt(readFileSync(path, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not allowed to signal it: it lives, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
