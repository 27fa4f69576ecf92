import type { Answer, Call } from '../call.ts'
import type { Explanation } from './explanation.ts'
import { serverMessage } from './server-message.ts'

/** Says what a 401 wants: other credentials than those that were sent, or any at all. */
export function explainUnauthorized({ security = [] }: Call, answer: Answer): Explanation {
  const { headers, body, request } = answer
  const sent = request.headers.get('authorization')
  // What lacks its credentials is judged elsewhere.
  if (sent !== null || security.length > 0) {
    const said = serverMessage(body)
    const hint = hintForRefused(sent)
    return { problem: `the server refuses the credentials${said && ` (it says: ${said})`}`, hint }
  }
  return { problem: 'the server wants credentials', hint: hintFor(headers.get('www-authenticate') ?? '') }
}

/** @param sent the Authorization header; null if a key was sent in another one */
function hintForRefused(sent: string | null): string {
  if (sent === null) return 'Is the key right, and is it one of this server?'
  if (/^basic /i.test(sent)) return 'Are the name and the password right?'
  return 'Is the token right, is it one of this server, and has it not expired?'
}

/** @param challenge the schemes that the server names, as WWW-Authenticate has them; empty if it names none */
function hintFor(challenge: string): string {
  if (/\bbearer\b/i.test(challenge)) return 'Give a token: --bearer TOKEN.'
  if (/\bbasic\b/i.test(challenge)) return 'Put user:password@ in front of the host.'
  return 'Put user:password@ in front of the host, or give a token: --bearer TOKEN.'
}
