import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Place } from './open.ts'

const project = resolve(import.meta.dirname, '../../..')

export type Ended = { code: number; printed: string; errors: string }

/** Runs a module of src/database/ that is a command, with this environment besides our own. */
export function runCommand(module: string, args: string[], environment: Place): Promise<Ended> {
  const program = ['--import', 'tsx', join(project, 'src/database', module), ...args]
  const env = { ...process.env, LOG_LEVEL: 'silent', NODE_NO_WARNINGS: '1', ...environment }
  return new Promise(resolve => {
    const child = execFile(process.execPath, program, { cwd: project, env }, (_, printed, errors) =>
      resolve({ code: child.exitCode ?? -1, printed, errors }),
    )
  })
}
