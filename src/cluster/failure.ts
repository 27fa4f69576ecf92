import { writeSync } from 'node:fs'
import { printable } from '../printable.ts'

/** What the server exits with. gunicorn's numbers; here the first failure decides, so the same mistake always ends the same way. */
export const exitCodes = { clean: 0, configuration: 1, bootFailed: 3, noSuchApp: 4 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** A failure to start whose message is for the person who typed the command: one line, or one for each wrong setting. */
export class Failure extends Error {
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failure'
    this.exitCode = exitCode
  }
}

/**
 * Why the app cannot run, of what its code has thrown. An error with `exitCode: 1` is about the app's settings, and speaks
 * for itself, with a line for each wrong one. The app does not import this file, so it is known by that shape alone.
 *
 * @param what has failed, for any other error
 */
export function failureOfApp(error: unknown, what: string): Failure {
  if (error instanceof Error && 'exitCode' in error && error.exitCode === exitCodes.configuration)
    return new Failure(exitCodes.configuration, error.message)
  return new Failure(exitCodes.bootFailed, `${what}: ${messageOf(error)}${adviceFor(error)}`, {
    cause: error,
  })
}

/** Node says which package an import does not find, and not what to do about it. */
function adviceFor(error: unknown): string {
  const name = /^Cannot find package '([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1]
  return name === undefined ? '' : `. If that is its name: npm install ${name}`
}

/** The name and message of anything thrown, on one line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${reasonOf(error)}` : reasonOf(error)
}

/**
 * The message alone of anything thrown, on one line. A connection that fails at each of a name's addresses is an
 * AggregateError, which often has no message but those of its parts.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return onOneLine(String(error))
  const parts: unknown[] = error instanceof AggregateError ? error.errors : []
  return onOneLine(error.message || parts.map(reasonOf).join(', ') || error.name)
}

export function onOneLine(text: string): string {
  return printable(text.replaceAll(/\s*\n\s*/g, ' ')).trim()
}

/** Says on stderr why the server does not start, in as many plain lines as the failure has. */
export function reportFailure({ message }: Failure): void {
  const lines = message.split(/\r?\n/).filter(line => line.trim() !== '')
  writeSync(2, lines.map(line => `Error: ${printable(line)}\n`).join(''))
}
