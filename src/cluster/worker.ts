import { log } from '../log.ts'
import { exitCodes, Failure, messageOf } from './failure.ts'
import { chooseInspectorPort } from './hang-stack.ts'
import { type ToWorker, tell, type WorkerSettings } from './messages.ts'
import { type Service, serve } from './serve.ts'

/** Runs a worker process: it serves, drains and ends as the supervisor says. */
export async function work(): Promise<void> {
  leaveSignalsToTheSupervisor()
  process.on('uncaughtExceptionMonitor', error => log.fatal({ err: error }, 'Exception in worker process'))

  let settings: WorkerSettings
  let service: Service | undefined
  const handles: unknown[] = []

  async function start(): Promise<void> {
    try {
      service = await serve(settings, handles)
      await tell({ type: 'ready', urls: service.urls })
    } catch (error) {
      await fail(error)
    }
  }

  process.on('message', (message: ToWorker, handle: unknown) => {
    switch (message.type) {
      case 'start':
        settings = message.settings
        process.title = `${settings.name}: worker`
        break
      case 'listen':
        handles.push(handle)
        if (handles.length === settings.addresses.length) start()
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
  // The supervisor says what failed; a stack helps only where the app's own code threw.
  if (failure.cause) log.error({ err: failure.cause }, 'Exception in worker process')
  await tell({ type: 'failed', exitCode: failure.exitCode, reason: failure.message })
  process.exit(failure.exitCode)
}
