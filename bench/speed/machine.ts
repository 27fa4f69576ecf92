import { execFileSync } from 'node:child_process'
import { arch, cpus, release, totalmem, type } from 'node:os'
import type { Server } from './servers.ts'

/** One line each on what a run was made with. */
export function circumstances(command: string, peers: Server[]): string[] {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const versions = new Set(peers.flatMap(peer => peer.version()?.split(', ') ?? []))
  versions.delete('')
  return [
    `\`${command}\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit()}.`,
    `Machine: ${cpus().length} × ${cpus()[0]?.model.trim() || arch()}, ${gigabytes} GB, ${type()} ${release()}, everything on loopback.`,
    `Node ${process.versions.node}; ${[...versions].sort().join(', ')}; wrk for the load.`,
  ]
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', 'src') !== ''
  return git('rev-parse', '--short', 'HEAD') + (changed ? ' and changes to src/' : '')
}
