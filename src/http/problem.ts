import { validateHeaderName, validateHeaderValue } from 'node:http'

/** One thing that is wrong with the input. */
export type InputError = {
  /** Its place, as one would write it in JavaScript: `body.a[0]`, `params.name`. */
  where: string
  expected: string
  received: string
}

export type ProblemOptions = {
  /** Each thing that is wrong with the input; none unless given. */
  errors?: InputError[]
  /** Headers of the answer, such as Retry-After; none unless given. Cache-Control is always `no-store`. */
  headers?: Record<string, string>
}

/**
 * An answer other than the good one. A handler throws it, or a function that a handler calls.
 *
 * @example
 * if (patient === undefined) throw new Problem(404, `There is no patient ${id}.`)
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly errors: InputError[] | undefined
  readonly headers: Record<string, string>

  /**
   * @param status 400 to 599
   * @param detail what is wrong with this request and, best, what to do about it; the caller reads it.
   * @throws {RangeError} if the status is another: here, where the mistake is, and not while answering.
   * @throws {TypeError} if HTTP cannot send one of the headers.
   */
  constructor(status: number, detail: string, { errors, headers = {} }: ProblemOptions = {}) {
    super(detail)
    if (!isProblemStatus(status)) {
      throw new RangeError(`A problem has a status of 400 to 599, not ${status}`)
    }
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name)
      validateHeaderValue(name, value)
    }
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}

export function isProblemStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 400 && status <= 599
}
