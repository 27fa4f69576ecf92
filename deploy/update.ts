import { withoutValues } from './env-file.ts'
import { placeEnvironment, tidyEnvironments, usedVariables } from './environment.ts'
import { Failure } from './failure.ts'
import type { LocalEnv } from './local-env.ts'
import { refuseTaken, watchPort } from './port.ts'
import { newRelease, ship } from './release.ts'
import { type Deployed, isServing, portOf, type Runner, sourceFolder } from './runner.ts'
import type { Vm } from './ssh.ts'

/** What is deployed beside the code. */
type Wanted = {
  runner: Runner
  /** The runner that was not asked for: with it the service itself may hold the port. */
  other: Runner
  /** undefined: the port that it has. */
  port: number | undefined
  /** undefined: the variables that it has. */
  local: LocalEnv | undefined
}

/**
 * Brings the committed code to the VM, serves it there, and returns the port. What was served before is served until the new
 * code is ready, and goes on if anything fails.
 *
 * @throws {Failure} if the port is taken, or if a step fails on the VM
 */
export async function update(vm: Vm, { runner, other, port: wantedPort, local }: Wanted): Promise<number> {
  const release = newRelease(new Date())
  const before = await runner.find()
  const port = wantedPort ?? portOf(before?.settings ?? '') ?? 5000
  try {
    if (!before || (before.settings !== '' && portOf(before.settings) !== port))
      await refuseTaken(vm, port, other)
    const environment = await placeEnvironment(vm, runner, release.id, local?.variables)
    const settings = [port, await runner.fingerprint(), ...(environment === '' ? [] : [environment])].join(
      '/',
    )
    say(`${release.title} goes to ${vm.host}`)
    if (release.uncommitted > 0) {
      const changes = release.uncommitted === 1 ? 'change' : 'changes'
      say(`without ${release.uncommitted} uncommitted ${changes}: what is deployed is what is committed`)
    }
    if (local)
      say(`with the variables of ${local.file}: ${Object.keys(local.variables).join(', ') || 'none'}`)
    await ship(vm, `${runner.folder}/${sourceFolder}`, release)
    say(`building it there (${runner.name})`)
    await runner.build(release.id)
    if (before?.isServing && before.settings === settings) await reload(runner, release.id, before)
    else await restart(vm, runner, release.id, settings, before)
  } catch (error) {
    const used = await usedVariables(vm, runner).catch(() => ({}))
    // New variables that are not used after all. Without a connection they stay until the next deployment.
    await tidyEnvironments(vm, runner).catch(() => {})
    if (!(error instanceof Failure)) throw error
    const message = withoutValues(withoutValues(error.message, local?.variables ?? {}), used)
    if (before?.isServing && (await isServing(runner)))
      throw new Failure(`${asSentence(message)} What was deployed before goes on serving.`)
    throw new Failure(message, error.exitCode)
  }
  await runner.tidy()
  await tidyEnvironments(vm, runner)
  return port
}

/** Sends the server a HUP: new workers take over one by one, and no request is lost. */
async function reload(runner: Runner, id: string, before: Deployed): Promise<void> {
  say('replacing the workers one by one (HUP): no request is lost')
  const { outcome, reason } = await runner.reload(id)
  if (outcome === 'complete') return
  // Otherwise the next worker that has to be replaced would load the code that does not work.
  await runner.reload(before.release)
  throw new Failure(`The new code does not run, and was given up: ${reason}`)
}

async function restart(
  vm: Vm,
  runner: Runner,
  id: string,
  settings: string,
  before?: Deployed,
): Promise<void> {
  await runner.check(id, settings)
  if (!before) {
    say('starting it')
    return runner.start(id, settings)
  }
  say(`restarting it: ${whyRestart(before, settings)}`)
  const port = watchPort(vm.host, portOf(settings) ?? 0)
  try {
    await runner.start(id, settings)
  } catch (error) {
    if (before.release !== '') await runner.start(before.release, before.settings)
    throw error
  } finally {
    const milliseconds = await port.stop()
    if (milliseconds > 0) say(`connections were refused for ${(milliseconds / 1000).toFixed(1)} s`)
  }
}

/** What of the settings is another than before, in the order that they have there. */
function whyRestart({ isServing, settings: before }: Deployed, settings: string): string {
  if (before === '') return 'something else has started it'
  const [had, wants] = [before.split('/'), settings.split('/')]
  const parts = ['its port', 'the server itself or its container', 'its variables (--env)']
  const changed = parts.filter((_, part) => had[part] !== wants[part])
  if (changed.length === 0 && !isServing) return 'it does not serve'
  return `another than before: ${changed.join(', ')}`
}

/** What a program on the VM has said may lack its full stop. */
function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function say(what: string): void {
  console.log(`deploy: ${what}`)
}
