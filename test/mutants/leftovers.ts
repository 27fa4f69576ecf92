/** Ends what tests have started and not ended, as happens to a test that is stopped for taking too long. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/**
 * Ends each process whose folder for temporary files is the given one; it inherits that from the run. Only Linux tells.
 */
export function endLeftovers(folder: string): void {
  if (!existsSync('/proc/self/environ')) return
  for (const pid of readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)) {
    try {
      if (readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`TMPDIR=${folder}\0`))
        process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself, or belongs to somebody else.
    }
  }
}
