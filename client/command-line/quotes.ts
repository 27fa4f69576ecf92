const marks = '"\'`´<>“”„‟‘’‚‛«»‹›'

const outerMarks = new RegExp(`^[\\s${marks}]+|[\\s${marks}]+$`, 'g')

/** Characters without a width, and marks of direction: they come along when text is copied from a page or a chat. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** An address without the quotes of any kind that stand around it, and without characters that nobody sees. */
export function unquoted(typed: string): string {
  return typed.replace(invisible, '').replace(outerMarks, '')
}
