import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { UsageError } from '../../command-line/usage-error.ts'
import { messageOf } from '../../requests/message-of.ts'
import { oneLine, parseJson } from '../../untrusted.ts'

/**
 * The value of a JSON text.
 *
 * @param file what the message calls the text
 * @throws {UsageError} if it is not JSON: one line, with the place where it stops to be JSON
 */
export function valueOfJson(text: string, file: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    // What is too deep is JSON all the same.
    const fault = isJson(text) ? undefined : faultOf(text)
    throw new UsageError(
      `${file} ${fault === undefined ? 'cannot be read' : 'is not JSON'}: ${fault ?? oneLine(messageOf(error))}`,
    )
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON.parse() says where only in some versions of Node, and may quote the text over several lines. */
function faultOf(text: string): string | undefined {
  const errors: ParseError[] = []
  parse(text, errors, { disallowComments: true })
  const [first] = errors
  if (first === undefined) return undefined
  const lines = text.slice(0, first.offset).split(/\r\n|\r|\n/)
  const what = printParseErrorCode(first.error).replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter}`)
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}: ${what.toLowerCase()}`
}
