import { UsageError } from '../../command-line/usage-error.ts'

/** @throws {UsageError} if an object has a key that is not among the known ones */
export function refuseUnknown(object: object, known: string[], where: string): void {
  const unknownKey = Object.keys(object).find(key => !known.includes(key))
  if (unknownKey !== undefined) {
    throw new UsageError(`${where} has ${JSON.stringify(unknownKey)}, which is none of ${known.join(', ')}`)
  }
}

export function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}
