import { constants, fstatSync, openSync } from 'node:fs'

const withoutWaiting = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY

/**
 * A file descriptor for stdout on which a write never waits for whoever reads it.
 *
 * A pipe and a terminal are opened once more: to set O_NONBLOCK on descriptor 1 would set it for every process that shares
 * it, the shell included, and those do not expect it (https://man7.org/linux/man-pages/man2/open.2.html). A socket cannot be
 * opened again, nor what belongs to another user, nor anything without Linux's /proc: there Node sets it as process.stdout is
 * first asked for. A file needs none of this, and would lose the position in it that its writers share.
 */
export function openStdout(): number {
  try {
    // As big integers, since Node 20 and 24 take what the last other look at a file found for what they look up next: after one at
    // a pipe a package below a symbolic link is imported twice, once half-made (20.20.2 and 24.11.0; findings/ has it).
    const stdout = fstatSync(1, { bigint: true })
    if (stdout.isFile()) return 1
    if (stdout.isFIFO() || stdout.isCharacterDevice()) return openSync('/proc/self/fd/1', withoutWaiting)
  } catch {
    // Closed, or not to be opened by this user.
  }
  return process.stdout.fd
}
