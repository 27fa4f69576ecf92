import type { Call } from '../call.ts'
import type { Flags } from '../command-line/flags.ts'
import { parseTarget } from '../command-line/target.ts'
import { givenPlan, planFor } from '../plan/plan.ts'
import { label, needsInWords, requestBody } from '../report/call-text.ts'
import { RequestException } from '../requests.ts'
import { openServer } from '../run/server.ts'
import { printable } from '../untrusted.ts'

/** Prints the calls of the first host and makes none; with --json as a contract file, which --contract reads. */
export async function listCalls(flags: Flags): Promise<number> {
  const server = openServer(parseTarget(flags.hosts[0] ?? ''), flags)
  try {
    const { calls } = await planFor(server, await givenPlan(flags), flags.only)
    console.log(flags.json ? contractText(calls) : calls.flatMap(lines).map(printable).join('\n'))
    return 0
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
    console.error(printable([error.message, error.hint].filter(Boolean).join('\nhint: ')))
    return 3
  }
}

function lines(call: Call): string[] {
  const remark = [call.optional && 'optional', needsInWords(call)].filter(Boolean).join('; ')
  const body = requestBody(call)
  const [word, reason] = call.skip === undefined ? ['', remark] : ['skipped ', call.skip]
  const head = label(call) + (reason && `   ${word}(${reason})`)
  return [head, ...(body === undefined ? [] : [`  > ${body}`])]
}

/** A call a line, so that a person can edit it. */
function contractText(calls: Call[]): string {
  return `[\n${calls.map(call => printable(JSON.stringify(call))).join(',\n')}\n]`
}
