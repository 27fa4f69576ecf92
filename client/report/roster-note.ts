import type { Grade } from '../run/grade.ts'
import { oneLine } from '../untrusted.ts'

/** Characters of a remark: an endpoint that was not checked, and a machine that stands there twice. */
const longestRemark = 150

/** What there is to say of a host, in a line of at most `length` characters: what is wrong is cut before the rest is. */
export function noteText({ note, more = 0, remark }: Grade, length = 400): string {
  const count = more > 0 ? ` (+${more} more)` : ''
  const rest = `${count}${remark === undefined ? '' : `${note && '; '}${oneLine(remark, longestRemark)}`}`
  return oneLine(note, length - rest.length) + rest
}
