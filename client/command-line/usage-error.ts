/** The command was given something that it cannot work with: a flag, a host, a file. Ends with exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}
