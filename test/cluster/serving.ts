import { build } from './build.ts'
import { type Server, type Setup, startServer } from './server.ts'

const app = `${build()}/test/cluster/fixtures/app.js`

/** Runs a test with a server of one worker and the fixture app, unless told otherwise, and stops it in any case. */
export async function serving(setup: Partial<Setup>, body: (server: Server) => Promise<void>): Promise<void> {
  const server = await startServer({ app, workers: 1, ...setup })
  try {
    await body(server)
  } finally {
    await server.stop()
  }
}
