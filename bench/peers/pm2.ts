import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childrenOf } from '../../test/cluster/processes.ts'
import { freePort } from '../../test/cluster/wait.ts'
import { withOpenFiles } from '../../test/cluster/with-open-files.ts'
import { nodeApp } from './node-cluster.ts'
import { deployFolder, type Peer, untilServing } from './peer.ts'

const installed = join(import.meta.dirname, '../node_modules/pm2')

/** PM2 in cluster mode, with a daemon of its own in a folder of its own. */
export const pm2: Peer = {
  name: 'PM2',
  install: 'npm ci --prefix bench --ignore-scripts',
  version() {
    const manifest = join(installed, 'package.json')
    return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined
  },
  lacks: { T3: 'no such setting', T30: 'its log is a file' },
  async start({ workers = 4, stdout, openFiles }) {
    const port = await freePort()
    const files = [join(import.meta.dirname, 'serve.js')]
    const { folder, deploy, remove } = deployFolder(nodeApp(), files, "throw new Error('a bad deploy')\n")
    const env = {
      ...process.env,
      PM2_HOME: join(folder, '.pm2'),
      PORT: String(port),
      LOG: stdout === undefined ? '' : 'on',
    }
    const pm2 = [process.execPath, join(installed, 'bin/pm2')]
    const command = async (...args: string[]) => {
      // PM2 says yes or no by its exit code, and reports success of much that failed: neither is of interest here.
      const [program, ...rest] = withOpenFiles(openFiles, [...pm2, ...args])
      await promisify(execFile)(program, rest, {
        cwd: folder,
        env,
      }).catch(() => {})
    }
    const stop = async () => {
      await command('kill')
      remove()
    }
    const output = stdout === undefined ? [] : ['--output', readlinkSync(`/proc/self/fd/${stdout}`)]
    await command('start', 'serve.js', '--instances', String(workers), '--name', 'serve', ...output)
    const daemon = Number(readFileSync(join(folder, '.pm2/pm2.pid'), 'utf8'))
    const pids = async () => childrenOf(daemon)
    await untilServing(port, workers, pids)
    return { port, workers: pids, reload: () => command('reload', 'serve'), deploy, stop }
  },
}
