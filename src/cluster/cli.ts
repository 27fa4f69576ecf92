import cluster from 'node:cluster'
import { exitCodes, Failure, reportFailure } from './failure.ts'
import { help, settingsList, version } from './help.ts'
import { loadApp } from './load-app.ts'
import { readOptions } from './options.ts'
import { supervise } from './supervisor.ts'
import { work } from './worker.ts'

/** The command line: what is asked for, done. */
async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const { options, sources, command, app } = readOptions(args, process.env)
  if (command === 'help') return console.log(help())
  if (command === 'version') return console.log(version())
  if (command === 'printConfig') return console.log(settingsList(sources))
  if (!app)
    throw new Failure(
      exitCodes.configuration,
      'No application module specified. Give MODULE:EXPORT, such as dist/src/main.js:app.',
    )
  if (command === 'checkConfig') return check(app)
  await supervise(app, options, () => readOptions(args, process.env).options)
}

async function check(app: string): Promise<never> {
  await loadApp(app).catch(({ message }: Failure) => {
    throw new Failure(exitCodes.configuration, message)
  })
  console.log('The settings are valid and the app loads.')
  process.exit(exitCodes.clean)
}

if (cluster.isWorker) await work()
else {
  await main().catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error
    reportFailure(error)
    process.exit(error.exitCode)
  })
}
