import { constants, fstatSync, openSync } from 'node:fs'

const withoutWaiting = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY

/**
 * A file descriptor for stdout on which a write never waits for whoever reads it, where there can be one.
 *
 * A pipe and a terminal are opened once more: to set O_NONBLOCK on descriptor 1 would set it for every process that shares
 * it, the shell included, and those do not expect it (https://man7.org/linux/man-pages/man2/open.2.html). A file needs none of
 * this, and would lose the position in it that its writers share. What cannot be opened again stays as it is: a socket, the
 * terminal of another user, any of them on a system without Linux's /proc.
 */
export function openStdout(): number {
  try {
    const stdout = fstatSync(1)
    if (stdout.isFIFO() || stdout.isCharacterDevice()) return openSync('/proc/self/fd/1', withoutWaiting)
  } catch {
    // It is closed, or may not be opened by this user.
  }
  return 1
}
