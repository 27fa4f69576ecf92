import { parseArgs } from 'node:util'
import { Failure } from './failure.ts'

export const usage = `npm run deploy -- [USER@]HOST [flags]

Brings the committed code to a VM, starts it there, and calls every endpoint from here. Again: updates it.

  --screen      run Node in a detached screen session, rather than Docker
  --port N      the service's port (the one that it has, or 5000)
  --status      say what runs there, and how it is
  --logs        show the log, and go on until Ctrl-C
  --down        stop it
  --help        print this

HOST is anything that ssh takes, such as a Host of ~/.ssh/config. docs/deploy.md has the same by hand.`

export type Task = 'deploy' | 'status' | 'logs' | 'down' | 'help'

export type Options = {
  /** What ssh gets: a host, with or without a user before it. */
  destination: string
  screen: boolean
  port: number | undefined
  task: Task
}

/** @throws {Failure} 2 if the command line is wrong */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args)
  const tasks = (['help', 'status', 'logs', 'down'] as const).filter(task => values[task])
  const [task = 'deploy'] = tasks
  const [destination = ''] = positionals
  if (task !== 'help' && positionals.length !== 1)
    throw wrong('Name one VM, such as vcm@vcm-3461.vm.duke.edu')
  // ssh would take it for a flag of its own.
  if (destination.startsWith('-')) throw wrong(`${destination} is no host`)
  if (tasks.length > 1) throw wrong(`--${tasks.join(' and --')} do not go together`)
  return { destination, screen: values.screen, port: readPort(values.port), task }
}

function parse(args: string[]) {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        screen: flag,
        port: { type: 'string' },
        status: flag,
        logs: flag,
        down: flag,
        help: { ...flag, short: 'h' },
      },
    })
  } catch (error) {
    throw wrong(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
  }
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  // Below 1024 a user's Node may not listen.
  if (!/^\d+$/.test(text) || port < 1024 || port > 65535)
    throw wrong(`--port takes a number from 1024 to 65535; got "${text}"`)
  return port
}

function wrong(what: string): Failure {
  return new Failure(`${what}. npm run deploy -- --help lists all flags.`, 2)
}
