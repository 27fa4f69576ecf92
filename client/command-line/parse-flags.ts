import { type ParseArgsConfig, parseArgs } from 'node:util'
import { messageOf } from '../requests/message-of.ts'
import { keepLogins, keepUserinfo } from '../secrets.ts'
import { givesLogin, refuseContradictions } from './contradictions.ts'
import { type Flag, type FlagWithValue, longName } from './flag-types.ts'
import { type Flags, flags as table } from './flags.ts'
import { UsageError } from './usage-error.ts'

type ParseArgsOptions = NonNullable<ParseArgsConfig['options']>

/** A flag as parseArgs gives it: a switch as true, a value as text, a repeated flag as a list of texts. */
type Given = boolean | string | (boolean | string)[] | undefined

/**
 * Reads the command line, and the environment where it names a host or has a token.
 *
 * @param args what follows the script's name
 * @throws {UsageError} if a flag is unknown, has a value that it cannot have, or contradicts another
 */
export function parseFlags(args: string[], environment: NodeJS.ProcessEnv): Flags {
  const { values, positionals } = parsed(withWaitValue(args))
  const entries = Object.entries<Flag>(table).map(([key, flag]) => {
    const name = longName(key, flag)
    return [key, readValue(name, flag, values[name])]
  })
  const typed: Flags = Object.fromEntries(entries)
  const flags = { ...typed, hosts: [...positionals, ...typed.hosts] }
  flags.hosts.forEach(keepUserinfo)
  keepLogins(flags.spec ?? '')
  refuseTakenRoster(flags, environment)
  refuseContradictions(flags)
  const hosts = flags.hosts.length > 0 ? flags.hosts : [hostOf(environment)]
  return { ...flags, hosts, bearer: flags.bearer ?? (givesLogin(flags) ? undefined : tokenOf(environment)) }
}

/** As with a host below, npm takes `--roster FILE` without a `--` before it; but then it has the flags beside it, too. */
function refuseTakenRoster({ roster, hosts }: Flags, { npm_config_roster: taken }: NodeJS.ProcessEnv): void {
  if (!taken || roster !== undefined) return
  const file = taken === 'true' ? (hosts[0] ?? 'FILE') : taken
  throw new UsageError(`npm took --roster for itself: npm run client -- --roster ${file}`)
}

function parsed(args: string[]): { values: Record<string, Given>; positionals: string[] } {
  try {
    return parseArgs({ args, options: parseArgsOptions(), allowPositionals: true, strict: true })
  } catch (error) {
    // Only the first sentence says what is wrong; Node adds advice that does not fit here.
    const [first = ''] = messageOf(error).split(/\.\s/)
    const [, name = ''] = /^Option '(?:-\w, )?--([\w-]+).*' argument (is ambiguous|missing)/.exec(first) ?? []
    const flag = Object.entries<Flag>(table).find(([key, each]) => longName(key, each) === name)?.[1]
    if (flag?.value === undefined) throw new UsageError(first)
    const usage = `--${name} ${flag.value}, or --${name}=${flag.value} if it begins with a dash`
    throw new UsageError(`--${name} takes a value: ${usage}`)
  }
}

/** The table as parseArgs wants it. */
function parseArgsOptions(): ParseArgsOptions {
  const entries = Object.entries<Flag>(table)
  return Object.fromEntries(entries.map(([key, flag]) => [longName(key, flag), parseArgsOption(flag)]))
}

function parseArgsOption(flag: Flag): ParseArgsOptions[string] {
  return {
    type: flag.value === undefined ? 'boolean' : 'string',
    multiple: flag.value !== undefined && flag.repeats === true,
    ...(flag.short !== undefined && { short: flag.short }),
  }
}

function readValue(name: string, flag: Flag, given: Given): unknown {
  if (flag.value === undefined) return given ?? false
  const values = [given ?? flag.default ?? []].flat().map(text => parsedValue(name, flag, String(text)))
  return flag.repeats ? values : values[0]
}

function parsedValue(name: string, { parse, isSecret }: FlagWithValue<unknown>, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    const shown = isSecret ? '' : `, not ${JSON.stringify(text)}`
    throw new UsageError(`--${name} ${messageOf(error)}${shown}`)
  }
}

/** `--wait` may stand without its value, which parseArgs does not allow of any flag: it gets its value here. */
function withWaitValue(args: string[]): string[] {
  return args.map((arg, index) => {
    if (arg !== '--wait') return arg
    const next = args[index + 1] ?? ''
    if (/^\d+$/.test(next)) throw new UsageError(`write --wait=${next} for seconds, or :${next} for a port`)
    return `--wait=${table.wait.bare}`
  })
}

/** @throws {UsageError} if CLIENT_TOKEN is set, but to no token */
function tokenOf({ CLIENT_TOKEN }: NodeJS.ProcessEnv): string | undefined {
  if (!CLIENT_TOKEN) return undefined
  try {
    return table.bearer.parse(CLIENT_TOKEN)
  } catch (error) {
    throw new UsageError(`CLIENT_TOKEN ${messageOf(error)}`)
  }
}

/**
 * `npm run client --host=H`, without the `--` that hands flags through, makes npm take the flag as a setting of its
 * own, which arrives in the environment. (HOST is not read: shells and build servers set it to this machine's name.)
 */
function hostOf(environment: NodeJS.ProcessEnv): string {
  const fromNpm = environment.npm_config_host
  return (fromNpm === 'true' ? '' : fromNpm) || environment.CLIENT_HOST || ''
}
