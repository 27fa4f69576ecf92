import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/**
 * The flags of a command that was typed by a person. `--help` prints its usage and ends it with 0; a flag that it does not know
 * ends it with 1, and with the usage, too.
 */
export function readFlags<const Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  if (process.argv.slice(2).some(arg => arg === '--help' || arg === '-h')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    return parseArgs({ options }).values
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`)
    process.exit(1)
  }
}
