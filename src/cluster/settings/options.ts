import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { printable } from '../../printable.ts'
import { exitCodes, Failure, messageOf } from '../failure.ts'
import { type Flag, longName } from './flag-types.ts'
import { commands, flags } from './flags.ts'
import { unsupported } from './unsupported-flags.ts'

/** The settings of a server. Times are in milliseconds, and 0 turns a limit off. */
export type Options = { [Key in keyof typeof flags]: ReturnType<(typeof flags)[Key]['parse']> }

/** Where a setting's text comes from, as messages name it. */
export type Source = { text: string; from: string }

export type CommandLine = {
  options: Options
  sources: Record<string, Source>
  command: keyof typeof commands | undefined
  app: string | undefined
}

type OptionToken = {
  name: string
  rawName: string
  value: string | undefined
  inlineValue: boolean | undefined
}

type Environment = Record<string, string | undefined>

/**
 * Reads all settings: the command line wins over the environment, that over the configuration file, that over the defaults.
 *
 * @throws {Failure} if a flag or a value is wrong (exit code 1); the message names it and says what it takes
 */
export function readOptions(args: string[], env: Environment): CommandLine {
  const typed = readCommandLine(args)
  const file = typed.settings.config ? readConfigFile(typed.settings.config.text) : {}
  const sources: Record<string, Source> = {}
  const options: Record<string, unknown> = {}
  for (const [key, flag] of Object.entries<Flag<unknown>>(flags)) {
    const source = typed.settings[key] ??
      fromEnvironment(flag, env) ??
      file[key] ?? { text: flag.default, from: 'default' }
    sources[key] = source
    options[key] = parse(flag, source)
  }
  const { command, app } = typed
  // Nobody has to think of a name.
  options.name ||= app ?? ''
  return { options: options as Options, sources, command, app }
}

function readCommandLine(args: string[]) {
  const { tokens } = parseArgs({
    args,
    options: parseArgsOptions(),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const settings: Record<string, Source> = {}
  const positionals: string[] = []
  let command: keyof typeof commands | undefined
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const { key, flag, text } = meaning(token)
    if (!flag) command ??= key as keyof typeof commands
    else
      settings[key] = {
        text: flag.repeats && settings[key] ? `${settings[key].text},${text}` : text,
        from: token.rawName,
      }
  }
  if (positionals.length > 1) throw bad(`Expected one MODULE:EXPORT, got ${positionals.join(' and ')}.`)
  return { settings, command, app: positionals[0] }
}

/** Which setting or command an option stands for, and with which text; a switch's text is 1, and 0 after `--no-`. */
function meaning({ name, rawName, value, inlineValue }: OptionToken) {
  const positive = name.replace(/^no-/, '')
  const [key, flag] =
    Object.entries<Flag<unknown>>(flags).find(([key, flag]) => longName(key, flag) === positive) ?? []
  if (key && flag?.value && name === positive) {
    const isMissing = value === undefined || (!inlineValue && /^--?[a-z]/i.test(value))
    if (isMissing) throw bad(`${rawName} needs a value: ${flag.value}. ${flag.help}.`)
    return { key, flag, text: value }
  }
  const command = Object.keys(commands).find(key => longName(key) === name)
  if (value === undefined && key && flag && !flag.value)
    return { key, flag, text: name === positive ? '1' : '0' }
  if (value === undefined && command) return { key: command, flag: undefined, text: '' }
  const why = unsupported.find(({ names }) => names.includes(name))?.why
  throw bad(
    why ? `${rawName} does not exist here: ${why}.` : `Unknown flag ${rawName}. --help lists all flags.`,
  )
}

function parseArgsOptions() {
  const settings = Object.entries<Flag<unknown>>(flags).map(([key, flag]) => [
    longName(key, flag),
    option(flag),
  ])
  const actions = Object.entries<{ short?: string; help: string }>(commands).map(([key, command]) => [
    longName(key),
    option(command),
  ])
  return Object.fromEntries([...settings, ...actions])
}

function option({ short, value }: { short?: string; value?: string }) {
  return { type: value ? 'string' : 'boolean', ...(short && { short }) }
}

function fromEnvironment(flag: Flag<unknown>, env: Environment): Source | undefined {
  const text = flag.env && env[flag.env]
  return flag.env && text ? { text: flag.fromEnv?.(text) ?? text, from: flag.env } : undefined
}

function readConfigFile(path: string): Record<string, Source> {
  const keys = new Map(Object.entries<Flag<unknown>>(flags).map(([key, flag]) => [longName(key, flag), key]))
  const settings = Object.entries(readJson(path)).map(([name, value]) => {
    const key = keys.get(name)
    if (!key || key === 'config')
      throw bad(`${path}: unknown setting "${name}". They are named as the flags are, without dashes.`)
    return [key, { text: String(value), from: `${path}: ${name}` }] as const
  })
  return Object.fromEntries(settings)
}

function readJson(path: string): object {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof content === 'object' && content !== null) return content
  } catch (error) {
    throw bad(`Cannot read --config ${path}: ${messageOf(error)}`)
  }
  throw bad(`--config ${path} must hold a JSON object, such as {"workers": 2}.`)
}

function parse(flag: Flag<unknown>, { text, from }: Source): unknown {
  try {
    return flag.parse(text)
  } catch (error) {
    const hint = text.endsWith('\r') ? ' The \\r is of a Windows line end: save the file with Unix ones.' : ''
    throw bad(`${from} ${error instanceof Error ? error.message : error}; got "${text}".${hint}`)
  }
}

/** One line, whatever stands in the texts that it shows. */
function bad(message: string): Failure {
  return new Failure(exitCodes.configuration, printable(message))
}
