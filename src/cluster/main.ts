import { exitCodes, Failure, reportFailure } from './failure.ts'
import { loadApp } from './load-app.ts'
import { help, settingsList, version } from './settings/help.ts'
import { type Options, readOptions } from './settings/options.ts'
import { supervise } from './supervisor/supervise.ts'

/** Does what the command line asks for. What is wrong with it ends the process with one line on stderr. */
export async function main(args: string[]): Promise<void> {
  try {
    await run(args)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    reportFailure(error)
    process.exit(error.exitCode)
  }
}

async function run(args: string[]): Promise<void> {
  const { options, sources, command, app } = readOptions(args, process.env)
  if (command === 'help') return console.log(help())
  if (command === 'version') return console.log(version())
  if (command === 'printConfig') return console.log(settingsList(sources))
  if (!app) {
    const example = 'Give MODULE:EXPORT, such as dist/src/main.js:app.'
    throw new Failure(exitCodes.configuration, `No application module specified. ${example}`)
  }
  if (command === 'checkConfig') return check(app, options)
  await supervise(app, options, () => readOptions(args, process.env).options)
}

/** Loads the app as a worker would; like gunicorn's, this check knows only good (0) and bad (1). */
async function check(app: string, { workers }: Options): Promise<never> {
  // `auto` is a word for this server, and not for its app.
  process.env.WEB_CONCURRENCY = String(workers)
  await loadApp(app).catch(({ message }: Failure) => {
    throw new Failure(exitCodes.configuration, message)
  })
  console.log('The settings are valid and the app loads.')
  process.exit(exitCodes.clean)
}
