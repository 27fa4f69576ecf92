import { execFileSync } from 'node:child_process'
import { arch, cpus, release, totalmem, type } from 'node:os'
import type { Server } from './servers.ts'

/** One line each on what a run was made with. */
export function circumstances(command: string, peers: Server[]): string[] {
  const versions = new Set(peers.flatMap(peer => peer.version()?.split(', ') ?? []))
  versions.delete('')
  return [
    `\`${command}\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit()}.`,
    `Machine: ${machine()}, everything on loopback.`,
    `Node ${process.versions.node}; ${[...versions].sort().join(', ')}; wrk for the load.`,
  ]
}

/** The kind of machine this is: its processors, memory and system. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const [version] = release().split('-')
  return `${cpus().length} × ${cpus()[0]?.model.trim() || arch()}, ${gigabytes} GB, ${type()} ${version}`
}

/** The commit that runs, and whether src/ has changed since. */
export function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', 'src') !== ''
  return git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes to src/' : '')
}
