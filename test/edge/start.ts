import '../api/own-data.ts'
import { build } from '../cluster/build.ts'
import { type Server, startServer } from '../cluster/server.ts'

/** Starts the service of this project, as `npm start` does, with four workers. */
export function startService(flags: string[] = [], nodeFlags: readonly string[] = []): Promise<Server> {
  return startServer({ app: `${build()}/src/main.js`, flags: ['--no-access-log', ...flags], nodeFlags })
}
