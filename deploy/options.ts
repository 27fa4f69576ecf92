import { parseArgs } from 'node:util'
import { Failure } from './failure.ts'

type Flag = {
  readonly short?: string
  /** Stands for the value in --help. A flag without one is a switch. */
  readonly value?: string
  readonly help: string
}

type Setting<Value> = Flag & {
  readonly default: Value
  /** Turns what is typed into the value; throws an Error that says what the flag takes. */
  readonly parse: (text: string) => Value
}

/** Every flag, once: --help, the types and what a command line may say all come from this table and the next. */
const settings = {
  screen: {
    help: 'run Node in a detached screen session, rather than Docker',
    default: false,
    parse: (): boolean => true,
  },
  port: {
    value: 'N',
    help: "the service's port (the one that it has, or 5000)",
    default: undefined,
    parse: portNumber,
  },
  env: {
    value: 'FILE',
    help: 'the settings and secrets of the service, as NAME=VALUE lines (those that it has)',
    default: undefined,
    parse: fileName,
  },
} satisfies Record<string, Setting<unknown>>

/** Flags that are not settings but ask for something else than a deployment. */
const tasks = {
  help: { short: 'h', help: 'print this' },
  status: { help: 'say what runs there, how it is, and how to look at it' },
  logs: { help: 'show the log, and go on until Ctrl-C' },
  down: { help: 'stop it' },
} satisfies Record<string, Flag>

export type Task = 'deploy' | keyof typeof tasks

type Settings = {
  [Key in keyof typeof settings]:
    | (typeof settings)[Key]['default']
    | ReturnType<(typeof settings)[Key]['parse']>
}

export type Options = Settings & {
  /** What ssh gets: a host, with or without a user before it. */
  destination: string
  task: Task
}

const { help, ...others } = tasks
const rows = Object.entries<Flag>({ ...settings, ...others, help }).map(row)

export const usage = `npm run deploy -- [USER@]HOST [flags]

Brings the committed code to a VM, starts it there, and makes every GET call from here. Again: updates it.

${rows.join('\n')}

HOST is anything that ssh takes, such as a Host of ~/.ssh/config. docs/deploy.md has the same by hand.`

function row([name, { value, help }]: [string, Flag]): string {
  const spelling = value ? `--${name} ${value}` : `--${name}`
  return `  ${spelling.padEnd(14)}${help}`
}

/** @throws {Failure} if the command line is wrong; its exit code is 2 */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args)
  const asked = (Object.keys(tasks) as (keyof typeof tasks)[]).filter(task => values[task])
  const [task = 'deploy'] = asked
  const [destination = ''] = positionals
  if (task !== 'help' && positionals.length !== 1)
    throw wrong('Name one VM, such as vcm@vcm-3461.vm.duke.edu')
  // ssh would take it for a flag of its own.
  if (destination.startsWith('-')) throw wrong(`${destination} is no host`)
  if (asked.length > 1) throw wrong(`--${asked.join(' and --')} do not go together`)
  return { destination, task, ...readSettings(values) }
}

function parse(args: string[]): { values: Record<string, unknown>; positionals: string[] } {
  const options = Object.entries<Flag>({ ...settings, ...tasks }).map(([name, { short, value }]) => [
    name,
    { type: value ? 'string' : 'boolean', ...(short && { short }) },
  ])
  try {
    return parseArgs({ args, allowPositionals: true, options: Object.fromEntries(options) })
  } catch (error) {
    throw wrong(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
  }
}

function readSettings(values: Record<string, unknown>): Settings {
  const read = Object.entries<Setting<unknown>>(settings).map(([name, flag]) => {
    const given = values[name]
    if (given === undefined) return [name, flag.default]
    try {
      return [name, flag.parse(String(given))]
    } catch (error) {
      throw wrong(`--${name} ${error instanceof Error ? error.message : error}; got ${JSON.stringify(given)}`)
    }
  })
  return Object.fromEntries(read)
}

/** Below 1024 a user's Node may not listen. */
function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1024 && port <= 65535) return port
  throw new Error('takes a number from 1024 to 65535')
}

function fileName(text: string): string {
  if (text !== '') return text
  throw new Error('takes a file')
}

function wrong(what: string): Failure {
  return new Failure(`${what}. npm run deploy -- --help lists all flags.`, 2)
}
