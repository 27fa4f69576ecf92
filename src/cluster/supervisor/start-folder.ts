import { realpathSync } from 'node:fs'
import { exitCodes, Failure } from '../failure.ts'

/**
 * Goes to the folder in which the server was started, by its name: the app, the configuration file and every process that is
 * started are looked up from there. A process whose folder was removed stays in what is left of it, where no other can start,
 * even when there is a new one of that name.
 *
 * @throws {Failure} if it is gone
 */
export function enterStartFolder(folder: string): void {
  try {
    process.chdir(folder)
  } catch {
    if (isUsable('.')) return
    const what = `The folder in which the server was started is gone: ${folder}.`
    throw new Failure(exitCodes.configuration, `${what} Put it back and send HUP, or start the server again.`)
  }
}

/** Whether a folder has a name at all. One that was moved has, and serves as before. */
function isUsable(folder: string): boolean {
  try {
    return realpathSync.native(folder) !== ''
  } catch {
    return false
  }
}
