import { join } from 'node:path'
import { build } from '../../test/cluster/build.ts'
import { childrenOf } from '../../test/cluster/processes.ts'
import { freePort } from '../../test/cluster/wait.ts'
import { deployFolder, type Peer, startGroup, untilServing } from './peer.ts'

/** node:cluster without a process manager. */
export const nodeCluster: Peer = {
  name: 'node:cluster',
  install: 'a part of Node',
  version: () => process.versions.node,
  lacks: { T3: 'no such setting' },
  async start(settings) {
    const { workers = 4, stdout } = settings
    const port = await freePort()
    const files = ['serve.js', 'node-cluster.js'].map(file => join(import.meta.dirname, file))
    const { folder, deploy, remove } = deployFolder(nodeApp(), files, "throw new Error('a bad deploy')\n")
    const env = { PORT: String(port), WORKERS: String(workers), LOG: stdout === undefined ? '' : 'on' }
    const group = startGroup([process.execPath, 'node-cluster.js'], folder, env, settings)
    const pids = async () => childrenOf(group.pid)
    await untilServing(port, workers, pids)
    return {
      port,
      workers: pids,
      reload: group.hangUp,
      deploy,
      async stop() {
        await group.stop()
        remove()
      },
    }
  },
}

/** The fixture app of the fault tests, compiled. */
export function nodeApp(): string {
  return join(build(), 'test/cluster/faults/fixtures/app.js')
}
