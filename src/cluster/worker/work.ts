/** A worker process: it serves, drains and ends as the supervisor says. What it does not load, it need not wait for. */
import { exitCodes } from '../failure.ts'
import { chooseInspectorPort } from '../hang-stack.ts'
import { type ToWorker, tell, type WorkerSettings } from '../messages.ts'
import { fail, leaveSignalsToTheSupervisor, logWhatEndsIt } from '../supervised.ts'
import { type Handles, type Service, serve } from './serve.ts'

const exception = 'Exception in worker process'

leaveSignalsToTheSupervisor()
// To one worker it asks for its replacement. SIGUSR1 stays Node's own: it opens the inspector for the hang stack.
process.on('SIGTERM', () => tell({ type: 'retire', reason: 'sigterm' }))
logWhatEndsIt(exception)

let settings: WorkerSettings
let service: Service | undefined
const handles: Handles = []

async function start(sockets: Handles): Promise<void> {
  try {
    service = await serve(settings, sockets)
    const { urls, whyNotReady, capacity } = service
    await tell({ type: 'ready', urls, canBeAsked: whyNotReady !== undefined, capacity })
  } catch (error) {
    await fail(error, exception)
  }
}

async function answer(question: number): Promise<void> {
  await tell({ type: 'answer', question, no: await service?.whyNotReady?.() })
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
    case 'ask':
      answer(message.question)
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
