/**
 * The process in which an app's `prepare()` runs, once for each generation of workers and before the first of them: it loads
 * the app, calls it, tells the supervisor how that went, and ends.
 */
import { log } from '../log.ts'
import { exitCodes, failureOfApp } from './failure.ts'
import { loadApp } from './load-app.ts'
import { tell } from './messages.ts'
import { fail, leaveSignalsToTheSupervisor, logWhatEndsIt } from './supervised.ts'

const exception = 'Exception while preparing'

leaveSignalsToTheSupervisor()
// It kills this process if the server is to stop.
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit(exitCodes.clean))
logWhatEndsIt(exception)

const [name = '', title] = process.argv.slice(2)
process.title = `${title}: prepare`
await prepareApp().catch(error => fail(error, exception))
await tell({ type: 'prepared' })
process.exit(exitCodes.clean)

async function prepareApp(): Promise<void> {
  const { prepare, close } = await loadApp(name)
  if (!prepare) return
  try {
    await prepare()
  } catch (error) {
    throw failureOfApp(error, `prepare() of ${name} failed`)
  }
  await close().catch(error => log.error({ err: error }, 'The close function of the app failed'))
}
