import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

export type Flags = {
  hosts: string[]
  spec: string | undefined
  contract: string | undefined
  only: string | undefined
  list: boolean
  repeat: number
  /** Seconds; undefined for not at all. */
  wait: number | undefined
  /** Seconds. */
  timeout: number
  roster: string | undefined
  jobs: number
  verbose: boolean
  json: boolean
  csv: boolean
  help: boolean
}

const options = {
  host: { type: 'string', multiple: true },
  spec: { type: 'string' },
  contract: { type: 'string' },
  only: { type: 'string' },
  list: { type: 'boolean' },
  repeat: { type: 'string' },
  wait: { type: 'string' },
  timeout: { type: 'string' },
  roster: { type: 'string' },
  jobs: { type: 'string' },
  verbose: { type: 'boolean', short: 'v' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Reads the command line, and the environment where it names a host.
 *
 * @param args what follows the script's name
 * @throws {UsageError} for an unknown flag, or a value that a flag cannot have
 */
export function parseFlags(args: string[], environment: NodeJS.ProcessEnv): Flags {
  const { values, positionals } = parsed(withWaitValue(args))
  const typed = [...positionals, ...(values.host ?? [])]
  const flags = {
    hosts: typed.length > 0 ? typed : [hostOf(environment)],
    spec: values.spec,
    contract: values.contract,
    only: values.only,
    list: values.list ?? false,
    repeat: count('--repeat', values.repeat ?? '1'),
    wait: values.wait === undefined ? undefined : seconds('--wait', values.wait),
    timeout: seconds('--timeout', values.timeout ?? '10'),
    roster: values.roster,
    jobs: count('--jobs', values.jobs ?? '16'),
    verbose: values.verbose ?? false,
    json: values.json ?? false,
    csv: values.csv ?? false,
    help: values.help ?? false,
  }
  refuseContradictions(flags, typed)
  return flags
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    // Only the first sentence says what is wrong; Node adds advice that does not fit here.
    throw new UsageError((error as Error).message.replace(/\. .*/s, ''))
  }
}

/** node:util knows no flag that may go without its value. */
function withWaitValue(args: string[]): string[] {
  return args.map((arg, index) => {
    if (arg !== '--wait') return arg
    const next = args[index + 1] ?? ''
    if (/^\d+$/.test(next)) throw new UsageError(`write --wait=${next} for seconds, or :${next} for a port`)
    return '--wait=30'
  })
}

/**
 * `npm run client --host=H`, without the `--` that hands flags through, makes npm take the flag as a setting of its
 * own, which arrives in the environment. (HOST is not read: shells and build servers set it to this machine's name.)
 */
function hostOf(environment: NodeJS.ProcessEnv): string {
  const fromNpm = environment.npm_config_host
  return (fromNpm === 'true' ? '' : fromNpm) || environment.CLIENT_HOST || ''
}

function seconds(flag: string, value: string): number {
  const number = Number(value)
  if (value.trim() === '' || !(number > 0 && number <= 86_400)) {
    throw new UsageError(`${flag} takes a number of seconds, not ${JSON.stringify(value)}`)
  }
  return number
}

function count(flag: string, value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new UsageError(`${flag} takes a whole number from 1, not ${JSON.stringify(value)}`)
  }
  return Number(value)
}

function refuseContradictions(flags: Flags, typed: string[]): void {
  if (flags.spec !== undefined && flags.contract !== undefined) {
    throw new UsageError('--spec and --contract both say what to call: give one')
  }
  if (flags.roster !== undefined && typed.length > 0) {
    throw new UsageError(`the hosts stand in the roster: leave out ${typed.join(' ')}`)
  }
  if (flags.roster !== undefined && flags.repeat > 1) {
    throw new UsageError('--repeat is for one host: leave it out, or leave out --roster')
  }
  if (flags.roster !== undefined && flags.list) {
    throw new UsageError('--list shows the calls of one host: leave out --roster')
  }
  if (flags.csv && flags.roster === undefined)
    throw new UsageError('--csv prints a roster: add --roster FILE')
  if (flags.csv && flags.json) throw new UsageError('--csv and --json: give one')
}
