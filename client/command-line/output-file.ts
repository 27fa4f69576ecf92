import { constants } from 'node:fs'
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { messageOf } from '../requests/message-of.ts'
import { UsageError } from './usage-error.ts'

/**
 * A file that is written at the end of a run, and is never there by half: what was there before stays until then.
 *
 * @returns what writes the text; it throws a UsageError if that fails, such as for a disk that has become full
 * @throws {UsageError} if the file cannot be written, as far as that can be known before
 */
export async function openOutput(path: string): Promise<(text: string) => Promise<void>> {
  const write = (text: string) => writeBeside(path, text, rename)
  await writeBeside(path, '', removeOnly)
  return write
}

type Finish = (beside: string, target: string) => Promise<void>

/** Tries it out, and leaves no trace: a run that is interrupted leaves no file. */
const removeOnly: Finish = beside => rm(beside)

async function writeBeside(path: string, text: string, finish: Finish): Promise<void> {
  try {
    const { target, mode } = await existing(path)
    const beside = `${target}.${process.pid}.tmp`
    const file = await open(beside, 'wx', mode)
    try {
      await file.writeFile(text).finally(() => file.close())
      await finish(beside, target)
    } catch (error) {
      await rm(beside, { force: true })
      throw error
    }
  } catch (error) {
    // Node's message ends with the name of the file beside, which nobody has typed.
    throw new UsageError(`cannot write ${path}: ${messageOf(error).replace(/, \w+ '.*/s, '')}`)
  }
}

/** Where a link leads, and with the rights that the file has. What is no file, such as /dev/null, must not be renamed away. */
async function existing(path: string): Promise<{ target: string; mode?: number }> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (found === undefined) return { target: path }
  if (!found.isFile()) throw new Error('there is something of that name that is no file')
  await access(path, constants.W_OK)
  return { target: await realpath(path), mode: found.mode & 0o777 }
}
