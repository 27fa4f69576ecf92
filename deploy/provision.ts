import { readFileSync } from 'node:fs'
import { Failure } from './failure.ts'
import type { Runner } from './runner.ts'
import type { Vm } from './ssh.ts'

const script = readFileSync(`${import.meta.dirname}/provision.sh`, 'utf8')

/**
 * Installs on the VM what the runner needs and the VM lacks.
 *
 * @throws {Failure} if that fails, or if what was installed cannot be used yet
 */
export async function provision(vm: Vm, runner: Runner): Promise<void> {
  if (await runner.isProvisioned()) return
  await vm.show('Provisioning', `bash -s -- ${runner.provisioning}`, script)
  // Only a new login is in the group that may use Docker.
  await vm.hangUp()
  if (await runner.isProvisioned()) return
  throw new Failure(
    `${vm.host} is provisioned, but what was installed cannot be used yet. End your other ssh sessions there (ssh may share their connection), and deploy again.`,
  )
}
