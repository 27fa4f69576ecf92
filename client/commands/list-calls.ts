import type { Call } from '../call.ts'
import type { Flags } from '../command-line/flags.ts'
import { parseTarget } from '../command-line/target.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { givenPlan, planFor } from '../plan/plan.ts'
import { label, needsInWords, requestBody } from '../report/call-text.ts'
import { RequestException } from '../requests.ts'
import { openServer, type Server } from '../run/server.ts'
import { hidden, hiddenIn } from '../secrets.ts'
import { TimeLimitError } from '../time-limit.ts'
import { printable } from '../untrusted.ts'

/** Prints the calls of the first host and makes none; with --json as a contract file, which --contract reads. */
export async function listCalls(flags: Flags): Promise<number> {
  const server = openServer(parseTarget(flags.hosts[0] ?? ''), flags)
  try {
    const { calls, unread = [] } = await planFor(server, await givenPlan(flags), flags.only)
    for (const words of unread) console.error(hidden(printable(words)))
    console.log(flags.json ? contractText(calls) : listText(calls, server))
    return 0
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
    console.error(hidden(printable([error.message, error.hint].filter(Boolean).join('\nhint: '))))
    return 3
  }
}

function listText(calls: Call[], server: Server): string {
  return hidden(
    calls
      .flatMap(call => lines(call, call.skip ?? server.refusal(call), server.lack(call)))
      .map(printable)
      .join('\n'),
  )
}

function lines(call: Call, skip: string | undefined, lack: string | undefined): string[] {
  const remark = [call.optional && 'optional', needsInWords(call), lack].filter(Boolean).join('; ')
  const body = requestBody(call)
  const [word, reason] = skip === undefined ? ['', remark] : ['skipped ', skip]
  const head = label(call) + (reason && `   ${word}(${reason})`)
  return [head, ...(body === undefined ? [] : [`  > ${body}`])]
}

/**
 * A call a line, so that a person can edit it. What the flags skip is not left out of it: others may have other flags.
 *
 * @throws {UsageError} if the document's schemas describe more work than schemas should
 */
function contractText(calls: Call[]): string {
  try {
    return `[\n${calls.map(call => printable(JSON.stringify(hiddenIn(call)))).join(',\n')}\n]`
  } catch (error) {
    if (!(error instanceof TimeLimitError || error instanceof RangeError)) throw error
    throw new UsageError(`the document's schemas cannot be written down: ${error.message}`)
  }
}
