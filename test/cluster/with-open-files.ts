/** The command that runs another one with so many file descriptors at most; that one itself where there is to be no limit. */
export function withOpenFiles(limit: number | undefined, command: readonly string[]): [string, ...string[]] {
  const [program = '', ...args] = command
  if (limit === undefined) return [program, ...args]
  return ['sh', '-c', `ulimit -n ${limit}; exec "$@"`, 'sh', ...command]
}
