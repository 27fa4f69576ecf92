import { keysOf, valueAt } from '../json-pointer.ts'
import { shown } from './shown.ts'

/** What is said of texts that the author of a server was to write and did not, a line each. */
export function notFilledIn(pointers: string[], value: unknown): string[] {
  return pointers.flatMap(pointer => {
    const keys = keysOf(pointer)
    const text = valueAt(value, keys)
    if (typeof text !== 'string') return []
    const name = keys.join('.') || 'the answer'
    if (isBlank(text)) return [`${name} is blank, ${shown(text)}: write your own there`]
    return isPlaceholder(text) ? [`${name} is a placeholder, ${shown(text)}: write your own there`] : []
  })
}

/** Nothing that can be seen: blanks of any kind, and characters that only steer others. */
function isBlank(text: string): boolean {
  return /^[\s\p{C}\p{Z}]*$/u.test(text)
}

/** A word in the place of a name, without its blanks and signs. Nobody's name is among them: Test, Foo and Nan are people. */
const words = new Set(
  (
    'name fullname firstname lastname surname firstlast firstnamelastname namesurname myname somename thename ' +
    'aname namehere myfullname insertname insertnamehere entername enternamehere studentname nameofstudent ' +
    'placeholder todo tbd tba fixme changeme string undefined null none noname example examplename unknown'
  ).split(' '),
)

function isPlaceholder(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}]/gu, '')
  return (
    letters === '' ||
    /^x{2,}$/.test(letters) ||
    /your(own|real|full|first|last|and)*name/.test(letters) ||
    words.has(letters) ||
    /^\W*(todo|fixme)\s*:/i.test(text) ||
    /^\s*(<[^<>]*>|\$?\{.*\}|\[.*\]|%.*%)\s*$/s.test(text)
  )
}
