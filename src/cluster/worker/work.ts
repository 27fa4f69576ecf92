import { log } from '../../log.ts'
import { exitCodes, Failure, messageOf } from '../failure.ts'
import { chooseInspectorPort } from '../hang-stack.ts'
import { type ToWorker, tell, type WorkerSettings } from '../messages.ts'
import { type Handles, type Service, serve } from './serve.ts'

/** Runs a worker process: it serves, drains and ends as the supervisor says. */
export async function work(): Promise<void> {
  leaveSignalsToTheSupervisor()
  process.on('uncaughtExceptionMonitor', error => {
    log.fatal({ err: error }, 'Exception in worker process')
    // Unless the app has its own way, Node would write the error again, to stderr and with all that the log left out.
    if (process.listenerCount('uncaughtException') === 0) process.exit(1)
  })

  let settings: WorkerSettings
  let service: Service | undefined
  const handles: Handles = []

  async function start(sockets: Handles): Promise<void> {
    try {
      service = await serve(settings, sockets)
      await tell({ type: 'ready', urls: service.urls })
    } catch (error) {
      await fail(error)
    }
  }

  process.on('message', (message: ToWorker, handle: Handles[number]) => {
    switch (message.type) {
      case 'start':
        settings = message.settings
        process.title = `${settings.name}: worker`
        break
      case 'listen':
        handles.push(handle)
        if (handles.length < settings.addresses.length) break
        if (service) service.listenAnew(handles.splice(0))
        else start(handles.splice(0))
        break
      case 'release':
        service?.release(message.connections)
        break
      case 'drain':
        service?.drain(message).then(() => process.exit(exitCodes.clean))
        break
      case 'quit':
        service?.quit().then(() => process.exit(exitCodes.clean))
        break
    }
  })
  await tell({ type: 'boot', inspectorPort: await chooseInspectorPort() })
}

/**
 * A terminal sends Ctrl-C, Ctrl-\ and its hang-up to the whole process group; the supervisor hears them too and decides.
 * SIGTERM to one worker asks for its replacement. SIGUSR1 stays Node's own: it opens the inspector for the hang stack.
 */
function leaveSignalsToTheSupervisor(): void {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR2'] as const) process.on(signal, () => {})
  process.on('SIGTERM', () => tell({ type: 'retire', reason: 'sigterm' }))
}

async function fail(error: unknown): Promise<never> {
  const failure =
    error instanceof Failure ? error : new Failure(exitCodes.bootFailed, messageOf(error), { cause: error })
  // The supervisor says what failed.
  if (leadsToTheApp(failure.cause)) log.error({ err: failure.cause }, 'Exception in worker process')
  await tell({ type: 'failed', exitCode: failure.exitCode, reason: failure.message })
  process.exit(failure.exitCode)
}

/** Whether an error has a stack that helps: one with a place outside of packages and of Node itself. */
function leadsToTheApp(error: unknown): boolean {
  return error instanceof Error && /^ +at (?!.*(?:node_modules|node:))/m.test(error.stack ?? '')
}
