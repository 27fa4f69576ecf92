import type { RequestException } from '../requests.ts'
import type { Explanation } from './explanation.ts'

/**
 * Says why a call ended in an error. A status that is none is mostly a tuple's: Flask takes the second value of
 * `return 'Hello there,', name` for the status, and sends `0 Ada`.
 */
export function explainError({ code, message, hint }: RequestException): Explanation {
  if (code !== 'ERR_BROKEN_HTTP' || !/status/i.test(message)) {
    return { problem: message, ...(hint !== undefined && { hint }) }
  }
  return {
    problem: `${message}; does it return two values? In Flask, the second one is the status`,
    hint: "In Flask, return 'Hello there,', name is a tuple: its second value becomes the status. Return one value: 'Hello there, ' + name, or jsonify(...).",
  }
}
