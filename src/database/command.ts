import { writeSync } from 'node:fs'

/**
 * Runs the command that a module is. What it throws ends the process with exit code 1 and a line for each line of the message:
 * whoever typed the command has no use for a stack.
 */
export async function runCommand(command: (args: string[]) => Promise<void>): Promise<void> {
  try {
    await command(process.argv.slice(2))
  } catch (error) {
    const lines = (error as Error).message.split('\n').map(line => `Error: ${line}\n`)
    writeSync(2, lines.join(''))
    process.exitCode = 1
  }
}
