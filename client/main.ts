import type { Flags } from './command-line/flags.ts'
import { help } from './command-line/help.ts'
import { parseFlags } from './command-line/parse-flags.ts'
import { UsageError } from './command-line/usage-error.ts'
import { checkHosts } from './commands/check-hosts.ts'
import { gradeRoster } from './commands/grade-roster.ts'
import { listCalls } from './commands/list-calls.ts'
import { hidden } from './secrets.ts'

// `| head -1` reads one line and closes the pipe: there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.once('SIGINT', () => process.exit(130))

try {
  process.exitCode = await run(parseFlags(process.argv.slice(2), process.env))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`${hidden(error.message)}\n(--help lists the flags)`)
  process.exitCode = 2
}

async function run(flags: Flags): Promise<number> {
  if (flags.help) {
    console.log(help())
    return 0
  }
  if (flags.list) return listCalls(flags)
  const { roster } = flags
  return roster === undefined ? checkHosts(flags) : gradeRoster({ ...flags, roster })
}
