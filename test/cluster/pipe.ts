import { execFileSync } from 'node:child_process'
import { constants, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The file descriptors of both ends of a pipe, of which nobody reads: between two processes of Node there is a socket instead. */
export function openPipe(): { reader: number; writer: number } {
  const folder = mkdtempSync(join(tmpdir(), 'pipe-'))
  const path = join(folder, 'pipe')
  try {
    execFileSync('mkfifo', [path])
    return { reader: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), writer: openSync(path, 'w') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
