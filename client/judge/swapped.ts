import { isObject } from '../untrusted.ts'
import { differences } from './compare.ts'
import { shown } from './shown.ts'

/** Wrong fields of which each two are compared: more than that are not swapped but wrong. */
const mostFields = 50

/** Says which two fields each have what is expected of the other one; nothing if none do. */
export function swappedFields(expected: unknown, got: unknown): string[] {
  if (!isObject(expected) || !isObject(got)) return []
  const isAsExpected = (key: string, of: string) => differences(expected[of], got[key]).length === 0
  const wrong = Object.keys(expected).filter(key => !isAsExpected(key, key))
  if (wrong.length > mostFields) return []
  return wrong.flatMap((first, index) =>
    wrong
      .slice(index + 1)
      .filter(second => isAsExpected(first, second) && isAsExpected(second, first))
      .map(
        second =>
          `${first} and ${second} are swapped: got ${first} ${shown(got[first])} and ${second} ${shown(got[second])}`,
      ),
  )
}
