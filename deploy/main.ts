/** `npm run deploy -- vcm@HOST`: the committed code, built and served on a VM; see --help. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { dockerRunner } from './docker.ts'
import { Failure } from './failure.ts'
import { readLocalEnv } from './local-env.ts'
import { type Options, readOptions, usage } from './options.ts'
import { provision } from './provision.ts'
import { commandFor, describe, findRunning } from './running.ts'
import { screenRunner } from './screen.ts'
import { connect, type Vm } from './ssh.ts'
import { update } from './update.ts'

const root = resolve(import.meta.dirname, '..')

try {
  process.exitCode = await run(readOptions(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(`deploy: error: ${error.message}`)
  process.exitCode = error.exitCode
}

async function run({ destination, screen, port, env, task }: Options): Promise<number> {
  if (task === 'help') {
    console.log(usage)
    return 0
  }
  const local = env !== undefined && task === 'deploy' ? readLocalEnv(env) : undefined
  for (const warning of local?.warnings ?? []) console.error(`deploy: warning: ${warning}`)
  const vm = await connect(destination)
  try {
    const service = serviceName()
    const [docker, inScreen] = [dockerRunner(vm, service), screenRunner(vm, service)]
    const [wanted, other] = screen ? [inScreen, docker] : [docker, inScreen]
    if (task === 'deploy') {
      await provision(vm, wanted)
      return await callFromOutside(vm, await update(vm, { runner: wanted, other, port, local }))
    }
    const running = await findRunning([wanted, other])
    if (!running)
      throw new Failure(
        `The service does not run on ${vm.host}, neither with Docker nor with screen. ${commandFor(vm, wanted)} starts it.`,
      )
    const { runner } = running
    if (screen && runner !== wanted)
      throw new Failure(`The service runs on ${vm.host} with ${runner.name}. Leave out --screen.`)
    if (task === 'status') return await describe(vm, running)
    if (task === 'logs') return await runner.logs()
    await runner.stop()
    console.log(`deploy: stopped with ${runner.name}; ${commandFor(vm, runner)} starts it again`)
    return 0
  } finally {
    await vm.hangUp()
  }
}

/** The name in package.json, with only what Docker, screen and file systems take in a name. */
function serviceName(): string {
  const { name = '' } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  return (
    name
      .toLowerCase()
      .replace(/^@.*\//, '')
      .replaceAll(/[^a-z0-9-]/g, '-')
      .replace(/^-+/, '') || 'api'
  )
}

/**
 * Runs the client on this machine, as anybody outside would call the service, and returns its exit code. People use the
 * service: no call changes what it has stored.
 */
async function callFromOutside({ host }: Vm, port: number): Promise<number> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const child = spawn(process.execPath, ['client/start.js', address, '--wait=10', '--safe'], {
    cwd: root,
    stdio: 'inherit',
  })
  const [code] = await once(child, 'close')
  if (code === 3)
    console.error(
      `deploy: error: The service is ready on ${host} itself, but port ${port} cannot be reached from here. Open it in the VM's firewall (sudo ufw allow ${port}/tcp, or the cloud's own rules), or join the network (VPN) that it is open to.`,
    )
  return code ?? 1
}
