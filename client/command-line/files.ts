import { readFile } from 'node:fs/promises'
import { messageOf } from '../requests/message-of.ts'
import { UsageError } from './usage-error.ts'

/**
 * The text of a file that the command line names; `-` is standard input.
 *
 * @throws {UsageError} if it cannot be read
 */
export async function readText(path: string): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readBytes(path))
}

/**
 * The same, undecoded.
 *
 * @throws {UsageError} if it cannot be read
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  if (path === '-') return (await import('node:stream/consumers')).buffer(process.stdin)
  try {
    return await readFile(path)
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${messageOf(error)}`)
  }
}
