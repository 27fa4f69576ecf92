import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type Ended, run, type Vm } from './machine.ts'

const repository = resolve(import.meta.dirname, '../../..')

/** A clone of this project on the laptop, in which the tests may commit. */
export type Project = {
  folder: string
  /** Edits a file and commits that. */
  commit(file: string, edit: (content: string) => string): void
  /** Undoes the last commit. */
  undo(): void
  /** `npm run deploy -- vcm@HOST ARGS` to its end. */
  deploy(vm: Vm, ...args: string[]): Promise<Ended>
  remove(): void
}

/** @param installed whether `npm ci` has been run in it */
export function newProject({ installed = true } = {}): Project {
  const folder = mkdtempSync(join(tmpdir(), 'test-deploy-'))
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false']
    return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' })
  }
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  })
  for (const file of listed.trim().split('\n')) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    cpSync(join(repository, file), join(folder, file))
  }
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Start')
  if (installed) symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n')

  return {
    folder,
    commit(file, edit) {
      writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')))
      git('commit', '--quiet', '--all', '--message', `Change ${file}`)
    },
    undo: () => git('reset', '--quiet', '--hard', 'HEAD~1'),
    deploy: (vm, ...args) =>
      run('npm', ['run', 'deploy', '--', `vcm@${vm.host}`, ...args], { cwd: folder, env: vm.env }),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
