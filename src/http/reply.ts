import { validateHeaderValue } from 'node:http'

/** A header that an answer carries besides. */
export type AnswerHeader = {
  /** One line for the docs. */
  description: string
  /** Whether each good answer has it; true unless set. */
  required?: boolean
  /** A value for the docs; an example that takes a value of this header (`from()`) needs it. */
  example?: string
}

/** What a handler says of its answer besides the body. */
export class Reply<Name extends string = string> {
  readonly #values = new Map<string, readonly string[]>()

  /**
   * Sets a header that the entry `sets`; a list of values gives as many headers of the name.
   * @throws {TypeError} if HTTP cannot send the value
   */
  set(name: Name, value: string | number | readonly string[]): void {
    const values = [value].flat().map(String)
    for (const each of values) validateHeaderValue(name, each)
    this.#values.set(name, values)
  }

  /** Names and values in turn, as `writeHead` takes them. */
  get headers(): string[] {
    return [...this.#values].flatMap(([name, values]) => values.flatMap(value => [name, value]))
  }
}

/** The descriptions of a route's headers, each in its long form. */
export function headersOf(sets: Record<string, string | AnswerHeader> = {}): [string, AnswerHeader][] {
  return Object.entries(sets).map(([name, header]) => [
    name,
    typeof header === 'string' ? { description: header } : header,
  ])
}
