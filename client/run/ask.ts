import { type Answer, type Call, expectsProblem, type Result } from '../call.ts'
import { explainError } from '../judge/explain-error.ts'
import { judge } from '../judge/judge.ts'
import { messageOf } from '../requests/message-of.ts'
import {
  isUnsendable,
  RequestException,
  type RequestOptions,
  type Response,
  SSLError,
  Timeout,
} from '../requests.ts'
import { encodeMultipart } from './multipart.ts'
import type { Server } from './server.ts'
import { stopReading } from './stream.ts'
import { verdictWithout } from './turned-away.ts'
import { withKeys } from './with-keys.ts'

/** Makes one call and judges what comes of it. Never throws for what a server does. */
export async function ask(server: Server, call: Call): Promise<Result> {
  if (call.skip !== undefined) return skipped(call, call.skip)
  const started = performance.now()
  const elapsed = () => Math.round(performance.now() - started)
  try {
    const send = call.anonymous ? server.sendAnonymously : server.send
    const { path, options } = withKeys(call.path, optionsOf(call, server), server.keysFor(call))
    const response = await send(call.method, path, options)
    return judged(call, response, { ms: elapsed(), lack: server.lack(call) })
  } catch (error) {
    if (!(error instanceof RequestException)) throw error
    if (isUnsendable(error)) return skipped(call, `it cannot be sent: ${error.message}`)
    return failed(call, error, elapsed())
  }
}

/** The result of a call that is not made. */
export function skipped(call: Call, reason: string): Result {
  return { call, verdict: 'skipped', word: '-', problems: [reason], ms: 0 }
}

function optionsOf(call: Call, { given: { headers: given } }: Server): RequestOptions {
  const { json, form, multipart } = call
  // An example's key is none that works, unless the call is to be refused for it.
  const own = Object.entries(call.headers ?? {}).filter(
    ([name]) => expectsProblem(call) || !given.has(name.toLowerCase()),
  )
  const encoded = multipart && encodeMultipart(multipart)
  if (encoded !== undefined) own.push(['content-type', encoded.contentType])
  const data = encoded?.data ?? form
  return {
    stopReading: stopReading(call),
    ...(json !== undefined && { json }),
    ...(data !== undefined && { data }),
    ...(own.length > 0 && { headers: Object.fromEntries(own) }),
  }
}

/** @param lack the credentials that the call wants and that were not given; undefined if there are none */
function judged(
  call: Call,
  response: Response,
  { ms, lack }: { ms: number; lack: string | undefined },
): Result {
  const answer = answerOf(response)
  const { problems, hint, notes = [] } = judgement(call, answer)
  const noted = response.complete ? notes : [...notes, 'the answer had not ended when it was left']
  const more = { ms, answer, ...(noted.length > 0 && { notes: noted }) }
  if (problems.length === 0) return { call, verdict: 'ok', word: 'ok', problems, ...more }
  const without = lack === undefined ? undefined : verdictWithout(lack, call, response)
  if (without !== undefined) return { call, ...without, ms, answer }
  if (call.invented && answer.status >= 400 && answer.status < 500) {
    return {
      call,
      verdict: 'skipped',
      word: '-',
      problems: [refusedInvention(call.invented)],
      ms,
      answer,
    }
  }
  return {
    call,
    verdict: call.optional ? 'optional' : 'wrong',
    word: answer.status >= 300 ? String(answer.status) : 'wrong',
    problems,
    ...(hint !== undefined && { hint }),
    ...more,
  }
}

/** What a stranger has written never ends the run: an answer that cannot be judged is none that is known to be right. */
function judgement(call: Call, answer: Answer): ReturnType<typeof judge> {
  try {
    return judge(call, answer)
  } catch (error) {
    return { problems: [`the answer cannot be judged: ${messageOf(error)}`] }
  }
}

function refusedInvention(invented: true | string[]): string {
  const what = invented === true ? 'its input' : invented.join(', ')
  return `no example of ${what}, and made-up input is refused`
}

function answerOf(response: Response): Answer {
  const { statusCode: status, reason, headers, text: body, request } = response
  return { status, reason, headers, body, request }
}

/**
 * The result of a call that ended in an error.
 * If an answer began and broke off, the server is there: then it is wrong, and not unreachable.
 */
export function failed(call: Call, error: RequestException, ms: number): Result {
  const partial = error.response
  const unreachable = partial === undefined
  const { problem, hint } = explainError(error)
  return {
    call,
    verdict: unreachable ? 'unreachable' : 'wrong',
    word: unreachable || error instanceof Timeout ? shortWord(error) : 'wrong',
    problems: [problem],
    ...(hint !== undefined && { hint }),
    ms,
    ...(partial !== undefined && { answer: answerOf(partial) }),
  }
}

/** What fits into a cell of a table. */
function shortWord(error: RequestException): string {
  if (error instanceof Timeout) return 'timeout'
  if (error instanceof SSLError) return 'tls'
  const words: Record<string, string> = {
    ECONNREFUSED: 'refused',
    ECONNRESET: 'closed',
    ENOTFOUND: 'no host',
    EAI_AGAIN: 'no dns',
    EHOSTUNREACH: 'no route',
    ENETUNREACH: 'no route',
    ETIMEDOUT: 'timeout',
    ERR_HTTPS_ONLY: 'tls',
    ERR_NOT_HTTP: 'not http',
  }
  return words[error.code] ?? 'failed'
}
