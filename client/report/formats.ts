import type { Flags, FormatName } from '../command-line/flags.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { paintFor } from './colour.ts'
import { ndjsonReport } from './ndjson.ts'
import type { BeginRosterReport, BeginServerReport, Format, Report } from './report.ts'
import { csvReport } from './roster-csv.ts'
import { textReport } from './text.ts'

/** The formats by the flags that ask for them. A new one is a file beside this one, a line here, and a flag of that name. */
const formats = { json: ndjsonReport, csv: csvReport } satisfies Record<FormatName, Format>

type Choice = Pick<Flags, FormatName | 'verbose' | 'bom'>

/**
 * Prints one server's run in the format that the flags name.
 *
 * @throws {UsageError} if that is a format for rosters only
 */
export function serverReport(flags: Choice): BeginServerReport {
  const { server } = reportFor(flags)
  if (server === undefined) throw new UsageError('this format prints a roster: add --roster FILE')
  return server
}

/** Prints a roster in the format that the flags name. */
export function rosterReport(flags: Choice): BeginRosterReport {
  return reportFor(flags).roster
}

/** The format that the flags name, else text, on this program's own output. */
function reportFor(flags: Choice): Report {
  const names = Object.keys(formats) as FormatName[]
  const name = names.find(each => flags[each])
  const format: Format = name === undefined ? textReport : formats[name]
  return format({
    write: text => process.stdout.write(text),
    progress: process.stderr,
    paint: paintFor(process.stdout, process.env),
    isTerminal: process.stdout.isTTY,
    verbose: flags.verbose,
    bom: flags.bom,
  })
}
