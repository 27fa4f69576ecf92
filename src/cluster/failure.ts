import { writeSync } from 'node:fs'

/** What the server exits with. gunicorn's numbers; here the first failure decides, so the same mistake always ends the same way. */
export const exitCodes = { clean: 0, configuration: 1, bootFailed: 3, noSuchApp: 4 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** A failure to start whose message is one line for the person who typed the command. */
export class Failure extends Error {
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failure'
    this.exitCode = exitCode
  }
}

/** The message of anything thrown, on one line. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replaceAll(
    /\s*\n\s*/g,
    ' ',
  )
}

/** Says on stderr, in one plain line, why the server does not start. */
export function reportFailure({ message }: Failure): void {
  writeSync(2, `Error: ${message}\n`)
}
