import type { Flags } from './command-line/flags.ts'
import { refuseFiles } from './command-line/forgotten-flag.ts'
import { parseFlags } from './command-line/parse-flags.ts'
import { UsageError } from './command-line/usage-error.ts'
import { printOnlyText } from './printed.ts'
import { hidden } from './secrets.ts'

printOnlyText(process.stdout)
printOnlyText(process.stderr)
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

/** Each command loads what it needs itself, so that one that makes no call starts without all that makes and judges them. */
async function run(flags: Flags): Promise<number> {
  if (flags.help) {
    const { help } = await import('./command-line/help.ts')
    console.log(help())
    return 0
  }
  await refuseFiles(flags.hosts)
  if (flags.list) return (await import('./commands/list-calls.ts')).listCalls(flags)
  const { roster } = flags
  return roster === undefined
    ? (await import('./commands/check-hosts.ts')).checkHosts(flags)
    : (await import('./commands/grade-roster.ts')).gradeRoster({ ...flags, roster })
}
