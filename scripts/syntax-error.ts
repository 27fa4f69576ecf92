import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Long enough for the compiler on a slow machine; it takes half a second where nothing else runs. */
const longestWait = 10_000

/**
 * Says in one line where the code of `src` cannot be read and what is probably missing there. esbuild, which runs it, stops
 * at the same place and says only what it found; the compiler says what belongs there.
 *
 * @returns undefined if the code can be read, or there is no compiler
 */
export function syntaxErrorOf(src: string): string | undefined {
  const args = ['node_modules/typescript/bin/tsc', '-p', src, '--noEmit', '--noCheck', '--pretty', 'false']
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: longestWait })
  // The first one: those after it mostly follow from it.
  const [, file, line, column, message] =
    /^(.+)\((\d+),(\d+)\): error TS1\d{3}: (.*)$/m.exec(stdout ?? '') ?? []
  if (file === undefined || message === undefined) return undefined
  return `${file}:${line}: ${message}${guess(file, Number(line), Number(column), message)}`
}

/** What the compiler misses at the start of a line is usually missing at the end of the one above. */
function guess(file: string, line: number, column: number, message: string): string {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, line)
  const isAtStart =
    lines
      .pop()
      ?.slice(0, column - 1)
      .trim() === ''
  if (!isAtStart) return ''
  const above = lines.findLastIndex(text => text.trim() !== '') + 1
  const token = /^'(.)' expected\.$/.exec(message)?.[1]
  return token === undefined
    ? ` Look at line ${above}, too.`
    : ` Is the '${token}' missing at the end of line ${above}?`
}
