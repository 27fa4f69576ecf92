import { UsageError } from '../../command-line/usage-error.ts'
import type { Key } from './keys.ts'

/** @throws {UsageError} if an object has a key that is not among the known ones */
export function refuseUnknown(object: object, known: string[], where: string): void {
  const unknownKey = Object.keys(object).find(key => !known.includes(key))
  if (unknownKey !== undefined) {
    throw new UsageError(`${where} has ${JSON.stringify(unknownKey)}, which is none of ${known.join(', ')}`)
  }
}

/**
 * @param within the name of the object, if it is that of a key itself
 * @throws {UsageError} if an object has a key that is not among the known ones, or a value that is not what its key says
 */
export function refuseMisshapen(
  object: Record<string, unknown>,
  keys: Record<string, Key>,
  where: string,
  within?: string,
): void {
  refuseUnknown(object, Object.keys(keys), within === undefined ? where : `${where}, ${within}`)
  for (const [key, { is, fits }] of Object.entries(keys)) {
    if (object[key] === undefined || fits(object[key])) continue
    throw new UsageError(`${where}: ${within === undefined ? key : `${within}.${key}`} must be ${is}`)
  }
}
