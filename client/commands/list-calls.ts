import type { Call, Plan } from '../call.ts'
import { label, needsInWords, requestBody } from '../call-text.ts'
import type { Flags } from '../command-line/flags.ts'
import { parseTarget, type Target } from '../command-line/target.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { escaped } from '../plan/contract/placeholders.ts'
import { furtherLine } from '../plan/most-calls.ts'
import { givenPlan, narrowed } from '../plan/plan.ts'
import { type Terms, termsFor } from '../run/terms.ts'
import { hidden, hiddenIn } from '../secrets.ts'
import { TimeLimitError } from '../time-limit.ts'
import { printable } from '../untrusted.ts'

/** Prints the calls of the first host and makes none; with --json as a contract file, which --contract reads. */
export async function listCalls(flags: Flags): Promise<number> {
  const target = parseTarget(flags.hosts[0] ?? '')
  const plan = (await givenPlan(flags)) ?? (await discovered(target, flags))
  if (plan === undefined) return 3
  const { calls, placeholders, unread = [] } = narrowed(plan, flags.only)
  for (const words of [...unread, furtherLine(plan) ?? []].flat()) console.error(hidden(printable(words)))
  console.log(
    flags.json
      ? contractText(calls, placeholders ? call => call : escaped)
      : listText(calls, termsFor(target.auth, flags)),
  )
  return 0
}

/** What the server publishes; undefined, and a line that says why, if it does not answer. Only here a request is sent. */
async function discovered(target: Target, flags: Flags): Promise<Plan | undefined> {
  const { discover } = await import('../plan/discover.ts')
  const { RequestException } = await import('../requests.ts')
  const { openServer } = await import('../run/server.ts')
  try {
    return await discover(openServer(target, flags))
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
    console.error(hidden(printable([error.message, error.hint].filter(Boolean).join('\nhint: '))))
    return undefined
  }
}

function listText(calls: Call[], { refusal, lack }: Terms): string {
  return hidden(
    calls
      .flatMap(call => lines(call, call.skip ?? refusal(call), lack(call)))
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
 * @param written gives a call as a contract writes it
 * @throws {UsageError} if the document's schemas describe more work than schemas should
 */
function contractText(calls: Call[], written: (call: Call) => Call): string {
  try {
    return `[\n${calls.map(call => printable(JSON.stringify(hiddenIn(written(call))))).join(',\n')}\n]`
  } catch (error) {
    if (!(error instanceof TimeLimitError || error instanceof RangeError)) throw error
    throw new UsageError(`the document's schemas cannot be written down: ${error.message}`)
  }
}
