/** Headers within a text: the head of a message, JSON, and what Node's util.inspect makes of an object. */

export const redacted = '[Redacted]'

const names = '(?:(?:proxy-)?authorization|(?:set-)?cookie)'
const name = new RegExp(`^${names}$`, 'i')

/** A string as JSON or util.inspect writes it; a long one may be several with a plus between them. */
const quoted = `(?:"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|\`(?:[^\`\\\\]|\\\\.)*\`)`
const string = `${quoted}(?:\\s*\\+\\s*${quoted})*`

/** Items in brackets, with what util.inspect adds of a long list and of a list's length. */
const listOf = (item: string) =>
  `\\[\\s*${item}(?:\\s*,\\s*${item})*(?:\\s*,\\s*\\.\\.\\. \\d+ more items?)?(?:\\s*,\\s*\\[length\\]: \\d+)?\\s*\\]`
const item = `(?:${string}|${listOf(string)})`
const list = listOf(item)

/** `"cookie":"…"`, `cookie: [ '…', '…' ]`, `'cookie' => '…'`. A path has no white space, by which a name without quotes is told. */
const member = new RegExp(
  `((?:(?<=[{,\\s])(["'])${names}\\2|(?<=\\s)${names}(?=: ))\\s*(?::|=>)\\s*)(?:${string}|${list})`,
  'gis',
)

/** `"name":"Cookie","value":"…"`, and the other way round. */
const key = (word: string) => `(?:(?<=[{,\\s])(?:"${word}"|'${word}')|(?<=\\s)${word})\\s*:\\s*`
const nameOf = `${key('name')}(["'])${names}\\NUMBER`
const pair = new RegExp(
  `(${nameOf.replace('NUMBER', '2')}\\s*,\\s*${key('value')})${string}|(${key('value')})${string}(\\s*,\\s*${nameOf.replace('NUMBER', '5')})`,
  'gis',
)

const lists = new RegExp(list, 'gs')
const items = new RegExp(item, 'gs')

/** `Cookie: …` where a line begins, a text in quotes, or what stands for the end of a line in such a text. */
const headLine = new RegExp(
  `((?:^|\\n|\\\\n|(?<=[\\s=(\\[]["'\`]))[ \\t]*(?:[<>][ \\t])?${names}:)[ \\t]*(?!["'\`\\[])(?:(?!\\\\[rn])[^\\r\\n])+`,
  'gi',
)

export function isSecretHeader(text: unknown): boolean {
  return typeof text === 'string' && name.test(text)
}

/** Hides the values of the headers that prove who somebody is, and leaves the rest of the text as it is. */
export function redactText(text: string): string {
  return text
    .replace(lists, redactTurns)
    .replace(pair, (_, before = '', _quote, otherBefore = '', after = '') =>
      before ? `${before}'${redacted}'` : `${otherBefore}'${redacted}'${after}`,
    )
    .replace(member, `$1'${redacted}'`)
    .replace(headLine, `$1 ${redacted}`)
}

/** Names and values in turn: a name is at an even place, so that `Vary: Cookie` hides nothing. A value may be a list itself. */
function redactTurns(whole: string): string {
  let at = 0
  let isHidden = false
  const inner = whole.slice(1).replace(items, item => {
    const shown = isHidden ? `'${redacted}'` : item.startsWith('[') ? redactTurns(item) : item
    isHidden = at % 2 === 0 && isSecretHeader(item.slice(1, -1))
    at += 1
    return shown
  })
  return `[${inner}`
}
