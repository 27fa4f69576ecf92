import { openServer } from './ask.ts'
import { check } from './check.ts'
import { paintFor } from './colour.ts'
import { type Flags, parseFlags, usage } from './flags.ts'
import { ndjsonReport } from './ndjson.ts'
import { givenPlan } from './plan.ts'
import { parseTarget } from './target.ts'
import { textReport } from './text.ts'
import { exitCode } from './totals.ts'
import { UsageError } from './usage.ts'

const write = (text: string) => process.stdout.write(text)

// `| head -1` reads one line and closes the pipe: there is nobody left to tell.
process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1))
process.once('SIGINT', () => process.exit(130))

try {
  process.exitCode = await main(parseFlags(process.argv.slice(2), process.env))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`${error.message}\n(--help lists the flags)`)
  process.exitCode = 2
}

async function main(flags: Flags): Promise<number> {
  if (flags.help) {
    write(`${usage}\n`)
    return 0
  }
  const given = await givenPlan(flags)
  const paint = paintFor(process.stdout, process.env)
  const codes: number[] = []
  for (const target of flags.hosts.map(parseTarget)) {
    for (const note of target.notes) console.error(note)
    const server = openServer(target, { timeout: flags.timeout, fresh: flags.repeat > 1 })
    const report = flags.json ? ndjsonReport(write, flags.verbose) : textReport(write, paint, flags.verbose)
    codes.push(exitCode(await check(server, { ...flags, given }, report)))
  }
  return codes.includes(1) ? 1 : Math.max(...codes)
}
