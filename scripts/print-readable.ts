import { PassThrough, pipeline, type Readable } from 'node:stream'
import pretty, { type PrettyOptions } from 'pino-pretty'
import { printable } from '../src/printable.ts'

/** Prints the log for a person: a line of text for each line of JSON. What is no JSON stays as it is. */
export function printReadable(log: Readable, options: PrettyOptions): void {
  // Others may read the log as well, and are to get bytes. An error has no reader: it is that of a terminal that is gone.
  pipeline(log, new PassThrough({ encoding: 'utf8' }), shownLines, pretty(options), () => {})
}

async function* shownLines(log: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of log) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield `${isOurs(line) ? withEscapes(printable(line)) : line}\n`
  }
  yield rest
}

function isOurs(line: string): boolean {
  return line.startsWith('{"level":')
}

/**
 * The same line, whose texts have `\u009b` where they had the character itself: pino-pretty would print that, and a caller's
 * path may hold what steers a terminal. The ends of a stack's lines stay.
 */
function withEscapes(line: string): string {
  return line.replace(/\\(?:u[\da-fA-F]{4}|["\\/bfnrt])/g, written => {
    const character: string = JSON.parse(`"${written}"`)
    const isLayout = character === '\n' || character === '\t'
    return isLayout || printable(character) === character ? written : `\\${written}`
  })
}
