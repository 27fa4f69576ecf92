import { build } from '../../cluster/build.ts'
import { type Server, startServer } from '../../cluster/server.ts'
import { serverFlags } from './proxies.ts'

const app = `${build()}/test/deploy/proxies/fixtures/app.js:app`

/**
 * The server behind a proxy, as the page starts it.
 * @param scale by how much its keep-alive is shorter; 1 unless given
 */
export function startBehind(scale = 1): Promise<Server> {
  const flags = serverFlags.map((flag, index) =>
    serverFlags[index - 1] === '--keep-alive' ? String(Number(flag) / scale) : flag,
  )
  // The tests have a port of their own.
  const at = flags.indexOf('--bind')
  return startServer({ app, workers: 2, flags: flags.toSpliced(at, 2) })
}
