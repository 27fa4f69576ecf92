import { Problem } from './problem.ts'

/** multer's codes for what is too long (multer 2.5, lib/multer-error.js); its other ones are a form that is wrong. */
const tooLarge = ['LIMIT_FILE_SIZE', 'LIMIT_FIELD_VALUE']

/** All that busboy 1.6 says of a form that is malformed or cut short. Its errors have nothing else to tell them by. */
const malformed =
  /^(Unexpected end of (form|file)|Malformed (part header|urlencoded form|content type)|Multipart: Boundary not found|Missing Content-Type|Unsupported content type: .*)$/s

/**
 * The 400 or 413 for what multer, and busboy below it, find wrong with an uploaded form; undefined for any other error.
 * Both are about what the caller has sent, and neither gives its errors a status.
 */
export function uploadProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined
  const { name, message, code, field } = error as Error & { code?: unknown; field?: unknown }
  if (name === 'MulterError') {
    const where = typeof field === 'string' ? ` (field ${field})` : ''
    return new Problem(tooLarge.includes(String(code)) ? 413 : 400, `${message}${where}.`)
  }
  return malformed.test(message) ? new Problem(400, `The form cannot be read: ${message}.`) : undefined
}
