import { execFile, execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { after } from 'node:test'
import { copyOfProject } from '../copy-of-project.ts'

/** Why a test cannot run here, as node:test takes it: the image of the tests has no git. */
export const needsGit = { skip: hasGit() ? false : 'there is no git here' }

export type Ended = { code: number; stdout: string; stderr: string }

export type Copy = {
  folder: string
  /** Runs a program in it to its end. */
  run(program: string, ...args: string[]): Promise<Ended>
  /** Runs git in it. @throws {Error} if git fails */
  git(...args: string[]): string
}

/** A copy of the project as "Use this template" makes one: its files, its packages, and one commit. */
export function copyProject(): Copy {
  const copy = copyFiles()
  startHistory(copy)
  return copy
}

/** A copy of the project's files and packages, outside of any repository. */
export function copyFiles(): Copy {
  const folder = copyOfProject()
  after(() => rmSync(folder, { recursive: true }))
  return at(folder)
}

/** A folder, to run programs in. */
export function at(folder: string): Copy {
  return {
    folder,
    run: (program, ...args) => run(folder, program, args),
    git: (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trimEnd(),
  }
}

export function startHistory({ git }: Copy): void {
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.name', 'Tester')
  git('config', 'user.email', 'tester@localhost')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Initial commit')
}

function run(cwd: string, program: string, args: string[]): Promise<Ended> {
  const { NODE_TEST_CONTEXT, ...env } = process.env
  return new Promise(resolve => {
    const child = execFile(program, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, stdout, stderr }),
    )
    child.stdin?.end()
  })
}

function hasGit(): boolean {
  try {
    execFileSync('git', ['--version'])
    return true
  } catch {
    return false
  }
}
