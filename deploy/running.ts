import { type Deployed, portOf, type Runner } from './runner.ts'
import type { Vm } from './ssh.ts'

/** What runs of the service on a VM, or should run, and with which runner. */
export type Running = { runner: Runner; deployed: Deployed }

/** Finds the first of some runners with which the service runs. Where a VM lacks what a runner needs, nothing runs with it. */
export async function findRunning(runners: Runner[]): Promise<Running | undefined> {
  for (const runner of runners) {
    const deployed = (await runner.isProvisioned()) ? await runner.find() : undefined
    if (deployed) return { runner, deployed }
  }
  return undefined
}

/** Says what runs, how it is, and how to look at it, and returns 0 if it is ready. */
export async function describe({ host, destination }: Vm, { runner, deployed }: Running): Promise<number> {
  const { ready, workers } = await runner.status()
  const { release, settings } = deployed
  console.log(
    `http://${host}:${portOf(settings) ?? '?'} · with ${runner.name} · release ${release} · ${ready ? 'ready' : 'not ready'}`,
  )
  for (const { state, ageSeconds, requests } of workers)
    console.log(`  worker ${state}, ${Math.round(ageSeconds)} s old, ${requests} requests`)
  const tunnel = `ssh -N -L 5001:${await runner.adminPlace()} ${destination}`
  console.log(`  its page is at http://127.0.0.1:5001 while this runs: ${tunnel}`)
  return ready ? 0 : 1
}

/** What to type to deploy with this runner. */
export function commandFor({ destination }: Vm, { flag }: Runner): string {
  return `npm run deploy -- ${destination}${flag}`
}
