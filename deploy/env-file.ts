/**
 * The file of --env, as `node --env-file` reads it: NAME=VALUE lines, comments, values in '…', "…" or `…`. No `$` stands for
 * anything, and only in "…" does `\n` stand for a line break. Docker's two readers differ from that and from each other: for
 * `docker run --env-file` quotes belong to the value, and Compose puts variables in place of `$NAME`. So a VM gets none of
 * these spellings, but lines of which each is a name, `=`, and the value as it is.
 */
import { parseEnv } from 'node:util'
import { Failure } from './failure.ts'

export type Variables = Readonly<Record<string, string>>

/** What the deployment itself says, as the service would be lost with another value: its port, and the place of its data. */
const fixed: Readonly<Record<string, string>> = {
  PORT: 'the port comes from --port',
  SQLITE_FILE: 'the deployment says where the data lie, so that they outlive each release',
}

const unquoted = String.raw`(?:[^\s'"\`#](?:[^#]*[^\s#])?)?(?:\s+#.*)?`
const quoted = String.raw`(?:'[^']*'|"[^"]*"|\`[^\`]*\`)\s*(?:#.*)?`
/** What parseEnv reads without leaving out a part of the value; a `#` right behind a value would be the end of it. */
const wholeValue = new RegExp(`^\\s*(?:${unquoted}|${quoted})\\s*$`)

/** No line, no Compose file and no variable of a process takes all of these as they are. */
const uncarried = /[\p{Cc}\p{Zl}\p{Zp}]/u

/**
 * @param file what the errors call it
 * @throws {Failure} if a line or a name cannot be used; it names the variable, and never shows a value
 */
export function parseEnvFile(bytes: Uint8Array, file: string): Variables {
  const lines = decode(bytes, file).split(/\r?\n/)
  for (const [index, line] of lines.entries()) checkLine(line, `${file}, line ${index + 1}`)
  // Node 20 takes a comment with a space before it for a part of the next name.
  const text = lines
    .map(line => line.trim())
    .filter(line => !line.startsWith('#'))
    .join('\n')
  // In the order of their names, as Node's own order is another from version to version.
  const variables = Object.entries(parseEnv(text) as Record<string, string>).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  for (const [name, value] of variables) if (uncarried.test(value)) throw broken(name, file)
  return Object.fromEntries(variables)
}

/** The variables as a VM has them: a line each, with the value as it is. */
export function toLines(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}

export function fromLines(lines: string): Variables {
  const pairs = [...lines.matchAll(/^([^=\n]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value])
  return Object.fromEntries(pairs)
}

/**
 * A text with the name of a variable wherever its value was: a program that cannot use a value may show it in its error. Values
 * of fewer than four characters stay, as they stand for other things, too.
 */
export function withoutValues(text: string, variables: Variables): string {
  const spellings = Object.entries(variables)
    .flatMap(([name, value]) => spellingsOf(value).map(spelling => ({ name, spelling })))
    .filter(({ spelling }) => spelling.length >= 4)
    .sort((a, b) => b.spelling.length - a.spelling.length)
  return spellings.reduce((shown, { name, spelling }) => shown.replaceAll(spelling, `(${name})`), text)
}

/** As it is, as JSON has it, and as an error has it: on one line without spaces around it, its tabs as `\t`. */
function spellingsOf(value: string): string[] {
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1)
  const trimmed = value.trim()
  return [value, trimmed, inJson(value), inJson(trimmed), trimmed.replace(/\p{Cc}/gu, inJson)]
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Failure(`${file} is no text in UTF-8. Save it as that.`)
  }
}

function checkLine(line: string, where: string): void {
  if (/^\s*(#|$)/.test(line)) return
  const [, name, value] = /^\s*(?:export +)?([^=]*?)\s*=(.*)$/s.exec(line) ?? []
  if (name === undefined || value === undefined)
    throw new Failure(
      `${where}: every line is NAME=VALUE or begins with #. A value with line breaks cannot be carried.`,
    )
  // Not shown: it may be the rest of a value from the line before.
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new Failure(
      `${where}: what stands before = is no name of a variable, which has letters, digits and _ alone.`,
    )
  const reason = fixed[name]
  if (reason !== undefined) throw new Failure(`${where}: leave out ${name}, as ${reason}.`)
  // parseEnv leaves it out.
  if (value.includes('\r')) throw broken(name, where)
  if (!wholeValue.test(value))
    throw new Failure(
      `${where}: a part of the value of ${name} would be lost, at a quote or a #. Put the value in quotes of a kind that is not in it: ${name}='…' It cannot have line breaks.`,
    )
}

function broken(name: string, where: string): Failure {
  return new Failure(
    `${where}: the value of ${name} has a line break or another control character, which cannot be carried. Give it as base64, or put it into a file on the VM and give that file's path.`,
  )
}
