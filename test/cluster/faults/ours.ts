import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../build.ts'
import { type Server, startServer } from '../server.ts'
import type { Settings, Subject } from './scenarios/scenario.ts'

/** Our server as the scenarios see it; `server` is what else the tests want to know. */
export interface Ours extends Subject {
  readonly server: Server
}

/** Starts our server on a copy of the fixture app that can be replaced. */
export async function startOurs(settings: Settings = {}): Promise<Ours> {
  const { workers = 4, timeout, recycling, stdout, openFiles } = settings
  const { app, deploy, remove } = deployableApp()
  const server = await startServer({
    // The app that logs is not one to be replaced: it imports the log.
    app: stdout === undefined ? `${app}:app` : fixture('logging'),
    workers,
    ...(stdout !== undefined && { stdout }),
    ...(openFiles !== undefined && { openFiles }),
    flags: [
      // A machine that is busy with other things makes a loop late, and to refuse requests then is no fault of a reload.
      '--max-loop-delay',
      '0',
      ...(timeout ? ['--timeout', String(timeout)] : []),
      ...(recycling ? ['--max-requests', String(recycling.requests)] : []),
      ...(recycling ? ['--max-requests-jitter', String(recycling.jitter)] : []),
    ],
  })
  return {
    server,
    port: server.port,
    workers: server.workers,
    reload: async () => server.signal('SIGHUP'),
    deploy,
    async stop() {
      await server.stop()
      remove()
    },
  }
}

/** `MODULE:EXPORT` of a fixture app. */
export function fixture(name: string): string {
  return `${compiled(name)}:app`
}

function compiled(name: string): string {
  return join(build(), `test/cluster/faults/fixtures/${name}.js`)
}

/** The fixture app in a folder of its own, where `deploy` can replace it. */
export function deployableApp() {
  const folder = mkdtempSync(join(tmpdir(), 'deployed-app-'))
  const app = join(folder, 'app.mjs')
  const works = compiled('app')
  copyFileSync(works, app)
  return {
    app,
    async deploy(version: 'works' | 'throws') {
      if (version === 'works') copyFileSync(works, app)
      else writeFileSync(app, "throw new Error('a bad deploy')\n")
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}
