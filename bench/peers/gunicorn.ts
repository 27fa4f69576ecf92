import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { childrenOf } from '../../test/cluster/processes.ts'
import { freePort } from '../../test/cluster/wait.ts'
import { deployFolder, type Peer, startGroup, untilServing } from './peer.ts'

/** gunicorn with its default workers, one request at a time each: what `gunicorn main:app` starts. */
export const gunicorn = peer('gunicorn', [])

/** gunicorn with threads, the kind that keeps connections alive. */
export const gunicornThreads = peer('gunicorn, 4 threads', ['--threads', '4'])

function peer(name: string, flags: readonly string[]): Peer {
  return {
    name,
    install: 'apt-get install gunicorn python3-flask',
    version() {
      const { stdout, status } = spawnSync('gunicorn', ['--version'], { encoding: 'utf8' })
      return status === 0 ? /[\d.]+\d/.exec(stdout)?.[0] : undefined
    },
    lacks: {},
    async start(settings) {
      const { workers = 4, timeout, recycling, stdout } = settings
      const port = await freePort()
      const { folder, deploy, remove } = deployFolder(
        join(import.meta.dirname, 'app.py'),
        [],
        'raise RuntimeError("a bad deploy")\n',
      )
      const args = ['--bind', `127.0.0.1:${port}`, '--workers', String(workers), ...flags]
      if (stdout !== undefined) args.push('--access-logfile', '-')
      if (timeout) args.push('--timeout', String(timeout))
      if (recycling) args.push('--max-requests', String(recycling.requests))
      if (recycling) args.push('--max-requests-jitter', String(recycling.jitter))
      // Compiled files are told apart by their seconds, which two deploys in a row can share.
      const env = { PYTHONDONTWRITEBYTECODE: '1' }
      const group = startGroup(['gunicorn', ...args, 'app:app'], folder, env, settings)
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
}
