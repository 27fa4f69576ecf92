/** The tests that Windows cannot run, by their path, with what they take: test/run.ts leaves them out there, and says so. */
const reasons: readonly [files: RegExp, takes: string][] = [
  [/^(cluster|soak)\//, 'signals and process groups'],
  [/^edge\//, 'process groups, with which the server is stopped'],
  [/^(project|fork|pages|exercises)\//, 'Bash, and symbolic links'],
  [/^(deploy|containers|interop|browser|notes\/faults)\//, 'programs of Linux'],
  [/^log\//, '/proc, and pipes that are given to another process'],
  [/^http\/trusted-proxies\./, 'Unix sockets'],
  [/^client\/command-line\/forgotten-flag\./, 'paths with slashes'],
  [/^client\/command-line\/output-file\./, 'the rights and links of POSIX files'],
  [/^notes\/database\/(backup|folder|wait)\./, 'the rights of POSIX files, and signals'],
]

/**
 * What a test file takes that Windows has not.
 *
 * @param file its path below test/, with slashes
 * @returns undefined if Windows can run it
 */
export function takesPosix(file: string): string | undefined {
  return reasons.find(([files]) => files.test(file))?.[1]
}
