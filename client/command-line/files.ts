import { readFile } from 'node:fs/promises'
import { messageOf } from '../requests/message-of.ts'
import { UsageError } from './usage-error.ts'

/**
 * The text of a file that the command line names; `-` is standard input.
 *
 * @throws {UsageError} if it cannot be read
 */
export async function readText(path: string): Promise<string> {
  if (path === '-') return (await import('node:stream/consumers')).text(process.stdin)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${messageOf(error)}`)
  }
}
