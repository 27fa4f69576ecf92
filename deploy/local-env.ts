import { spawnSync } from 'node:child_process'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parseEnvFile, type Variables } from './env-file.ts'
import { Failure } from './failure.ts'

/** The file of --env on this machine. */
export type LocalEnv = {
  /** As the user typed it. */
  file: string
  variables: Variables
  /** What is not as careful as it could be. */
  warnings: string[]
}

/**
 * Reads the file of --env. It holds secrets, so it may not be in a repository, and nobody else should read it.
 *
 * @param file relative to where the user is, which npm tells in INIT_CWD: it starts its scripts in the project's folder
 * @throws {Failure} if it cannot be read or used, or if git holds it
 */
export function readLocalEnv(file: string): LocalEnv {
  const path = resolve(process.env.INIT_CWD ?? '.', file)
  const variables = parseEnvFile(read(path, file), file)
  const real = realpathSync(path)
  if (git(real, 'ls-files', '--error-unmatch') === 0)
    throw new Failure(
      `${file} is in the repository, and so is every secret in it, for whoever gets a clone. Take it out (git rm --cached ${file}), name it in .gitignore, commit that, and change the secrets: old commits still have them.`,
    )
  const warnings: string[] = []
  // 1: it is in a repository's folder, and not ignored.
  if (git(real, 'check-ignore', '--quiet') === 1)
    warnings.push(`git add -A would put ${file} into the repository; name it in .gitignore`)
  if (process.platform !== 'win32' && (statSync(real).mode & 0o077) !== 0)
    warnings.push(`others on this machine may read ${file}; chmod 600 ${file} ends that`)
  return { file, variables, warnings }
}

function read(path: string, file: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const known: Record<string, string> = {
      ENOENT: 'there is no such file',
      EACCES: 'you may not read it',
      EISDIR: 'it is a folder',
    }
    throw new Failure(`--env ${file}: ${known[code ?? ''] ?? message}. Nothing was deployed.`)
  }
}

/** The exit code of a command of git about a file, in that file's own folder. */
function git(path: string, ...args: string[]): number | null {
  return spawnSync('git', [...args, '--', basename(path)], { cwd: dirname(path), stdio: 'ignore' }).status
}
