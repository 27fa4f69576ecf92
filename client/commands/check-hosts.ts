import { check } from '../check.ts'
import type { Flags } from '../command-line/flags.ts'
import { parseTarget } from '../command-line/target.ts'
import { givenPlan } from '../plan/plan.ts'
import { paintFor } from '../report/colour.ts'
import { ndjsonReport } from '../report/ndjson.ts'
import type { Report } from '../report/report.ts'
import { textReport } from '../report/text.ts'
import { exitCode } from '../report/totals.ts'
import { openServer } from '../run/server.ts'

/** Checks the hosts one after another, and ends with the worst of their exit codes: a wrong answer before no answer. */
export async function checkHosts(flags: Flags): Promise<number> {
  const given = await givenPlan(flags)
  const codes: number[] = []
  for (const target of flags.hosts.map(parseTarget)) {
    for (const note of target.notes) console.error(note)
    // A connection that stays open stays with one worker.
    const server = openServer(target, { timeout: flags.timeout, fresh: flags.repeat > 1 })
    codes.push(exitCode(await check(server, { ...flags, given }, reportFor(flags))))
  }
  return codes.includes(1) ? 1 : Math.max(...codes)
}

function reportFor({ json, verbose }: Flags): Report {
  const write = (text: string) => process.stdout.write(text)
  return json
    ? ndjsonReport(write, verbose)
    : textReport(write, paintFor(process.stdout, process.env), verbose)
}
