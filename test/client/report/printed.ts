import type { Result } from '../../../client/call.ts'
import { paintFor } from '../../../client/report/colour.ts'
import type { AnnouncedPlan, Format } from '../../../client/report/report.ts'

/** What a format prints of one server's run, without colour. */
export function printed(
  format: Format,
  source: string,
  results: Result[],
  { repeat = 1, verbose = false, ...plan }: Partial<AnnouncedPlan> & { verbose?: boolean } = {},
): string {
  let output = ''
  const write = (text: string) => {
    output += text
  }
  const { server } = format({
    write,
    progress: { write },
    paint: paintFor({ isTTY: false }, {}),
    isTerminal: false,
    verbose,
    bom: false,
  })
  const calls = results.slice(0, results.length / repeat).map(({ call }) => call)
  const report = server?.({ baseUrl: 'http://vcm-1:5000', source, calls, repeat, ...plan })
  for (const each of results) report?.result(each)
  report?.end(results)
  return output
}
