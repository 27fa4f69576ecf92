import { loadavg } from 'node:os'
import { commit, machine } from '../../scripts/provenance.ts'
import type { Server } from './servers.ts'

/** One line each on what a run was made with. */
export function circumstances(command: string, peers: Server[]): string[] {
  const versions = new Set(peers.flatMap(peer => peer.version()?.split(', ') ?? []))
  versions.delete('')
  return [
    `\`${command}\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit()}.`,
    `Machine: ${machine()}, everything on loopback; load average ${loadavg()[0]?.toFixed(1)} before the run.`,
    `Node ${process.versions.node}; ${[...versions].sort().join(', ')}; wrk for the load.`,
  ]
}
