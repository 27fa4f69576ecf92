import type { Answer, Call } from '../call.ts'
import { routeOf } from '../call-text.ts'
import { oneLine } from '../untrusted.ts'
import { explainException } from './explain-exception.ts'
import { explainRefusal } from './explain-refusal.ts'
import type { Explanation } from './explanation.ts'
import { isHtml } from './html.ts'
import { serverMessage } from './server-message.ts'

/** Says why an answer has a status that was not expected. */
export function explainStatus(call: Call, answer: Answer, expected: number[] | undefined): Explanation {
  return (
    explainOtherServer(answer) ??
    explainServerError(answer) ??
    explainDocumented(call, answer) ??
    explainRouting(call, answer) ??
    explainRefusal(call, answer) ?? {
      problem: expectedAndGot(expected, answer),
    }
  )
}

/** Answers that come from something else than the server that was meant. */
function explainOtherServer({ status, headers, body }: Answer): Explanation | undefined {
  if (status === 403 && headers.get('server')?.startsWith('AirTunes')) {
    return {
      problem: "this is macOS's AirPlay Receiver, which listens on port 5000",
      hint: 'Switch it off in System Settings > General > AirDrop & Handoff, or run the server on another port.',
    }
  }
  if (
    status === 400 &&
    /plain HTTP request was sent to (an )?HTTPS port|HTTP request to an HTTPS/i.test(body)
  ) {
    return { problem: 'this port speaks https', hint: 'Put https:// in front of the host.' }
  }
  return undefined
}

function explainServerError({ status, body }: Answer): Explanation | undefined {
  if (status < 500) return undefined
  if (status === 502 || status === 504) {
    return {
      problem: 'a proxy answered: the server behind it did not',
      hint: 'Is the server itself running?',
    }
  }
  if (status === 503) {
    return { problem: serverMessage(body) || 'the server is not ready', hint: 'Try --wait.' }
  }
  return explainException(body)
}

/** The operation is there and says by a status of its own what is wrong: that is no missing route, and no wrong body. */
function explainDocumented({ expect }: Call, answer: Answer): Explanation | undefined {
  const { status, body } = answer
  if (status === 401 || !expect?.documented?.includes(status)) return undefined
  const message = serverMessage(body)
  const expected = `expected status ${expectedStatus(expect.status)}, got ${status}`
  return {
    problem:
      message === '' ? expectedAndGot(expect.status, answer) : `${expected}: the server says: ${message}`,
  }
}

function explainRouting(call: Call, { status, headers, body, request }: Answer): Explanation | undefined {
  const { method, name } = call
  const route = routeOf(call)
  if (status === 404) {
    const said = isHtml(body) ? '' : serverMessage(body)
    return {
      problem: `the server has no route ${route}${said && ` (it says: ${said})`}`,
      hint: `Is the route of ${name} spelled like this, and is this the right server?`,
    }
  }
  if (status === 405 && request.method !== method) {
    return {
      problem: `a redirect from ${route} to ${pathOf(request.url)} made a ${request.method} of the ${method}: give the route exactly this path`,
      hint: 'Is there a slash too many at the end of the route?',
    }
  }
  if (status === 405) {
    const allowed = (headers.get('allow') ?? '')
      .split(/[\s,]/)
      .filter(verb => verb !== '' && verb !== 'OPTIONS' && verb !== 'HEAD')
    return {
      problem: `the route exists, but ${allowed.length > 0 ? `only for ${allowed.join(', ')}` : `not for ${method}`}`,
      hint: `In Flask: @app.route(..., methods=["${method}"]).`,
    }
  }
  const location = headers.get('location')
  if (status >= 300 && status < 400 && location !== null) {
    const secure = secureBase(location, request.url, call.path)
    if (secure !== undefined) {
      return {
        problem: `redirects to https on the same host: write ${secure} as the host, in the roster, too`,
        hint: `The server is to be called as ${secure}.`,
      }
    }
    return { problem: `redirects to ${oneLine(location)}, which is another server: not followed` }
  }
  return undefined
}

/** The URL to give instead, if a redirect leads to the same host by https; it ends where the call's own path begins. */
function secureBase(location: string, from: string, path: string): string | undefined {
  if (!URL.canParse(location, from)) return undefined
  const [to, asked] = [new URL(location, from), new URL(from)]
  const isSecured = asked.protocol === 'http:' && to.protocol === 'https:' && to.hostname === asked.hostname
  if (!isSecured) return undefined
  const whole = to.pathname + to.search
  return oneLine(to.origin + (whole.endsWith(path) ? whole.slice(0, -path.length) : ''))
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}

function expectedAndGot(expected: number[] | undefined, { status, reason }: Answer): string {
  return `expected status ${expectedStatus(expected)}, got ${status} ${reason}`.trimEnd()
}

function expectedStatus(expected: number[] | undefined): string {
  if (expected === undefined) return 'below 400'
  return expected.length > 3 ? `${String(expected[0])[0]}xx` : expected.join(' or ')
}
