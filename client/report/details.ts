import { type Answer, isFailure, type Result } from '../call.ts'
import { requestBody } from '../call-text.ts'
import { htmlSummary, isHtml } from '../judge/html.ts'
import { isSecretHeader } from '../secrets.ts'
import { oneLine, printable } from '../untrusted.ts'
import type { Paint } from './colour.ts'
import { curlCommand } from './curl.ts'

/** The lines below a call's own: what was sent, the whole answer, what is wrong with it, what to do about it. */
export function resultDetails(result: Result, paint: Paint, verbose: boolean): string[] {
  const { call, verdict, answer, problems, hint, notes = [] } = result
  if (verdict === 'optional' && !verbose) return []
  const failed = isFailure(result)
  return [
    ...(verbose && answer !== undefined ? sent(answer).map(line => paint('dim', line)) : []),
    ...(answer === undefined && !failed ? [] : lines(requestBody(call) ?? '').map(line => `> ${line}`)),
    ...(verbose && answer !== undefined ? received(answer).map(line => paint('dim', line)) : []),
    ...(answer === undefined ? [] : bodyLines(answer, verbose, failed)),
    ...(failed ? problems.map(problem => paint('red', oneLine(problem, 400))) : []),
    ...(failed && hint !== undefined ? [`hint: ${hint}`] : []),
    ...notes.map(note => paint('dim', `note: ${oneLine(note, 400)}`)),
  ]
}

function sent({ request }: Answer): string[] {
  return [
    printable(curlCommand(request)),
    `> ${request.method} ${printable(request.url)}`,
    ...headerLines('>', request.headers),
  ]
}

function received({ status, reason, headers }: Answer): string[] {
  return [`< ${status} ${oneLine(reason)}`, ...headerLines('<', headers)]
}

function headerLines(mark: string, headers: Headers): string[] {
  return [...headers].map(
    ([name, value]) => `${mark} ${name}: ${isSecretHeader(name) ? '…' : oneLine(value, 400)}`,
  )
}

/** A right web page is summed up in one line; a wrong one is left out, as what is wrong with it says enough. */
function bodyLines({ body }: Answer, verbose: boolean, failed: boolean): string[] {
  if (verbose || !isHtml(body)) return lines(body)
  return failed ? [] : [['an HTML page', htmlSummary(body)].filter(Boolean).join(': ')]
}

function lines(text: string): string[] {
  const trimmed = printable(text.replaceAll('\r\n', '\n')).trimEnd()
  return trimmed === '' ? [] : trimmed.split('\n')
}
