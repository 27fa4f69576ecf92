import { type Deployed, portOf, type Way } from './runner.ts'
import type { Vm } from './ssh.ts'

/** What runs of the service on a VM, or should, and the way in which it does. */
export type Running = { way: Way; deployed: Deployed }

/** Looks for the service in some ways, and finds the first. Where a VM lacks what a way needs, nothing runs in it. */
export async function findRunning(ways: Way[]): Promise<Running | undefined> {
  for (const way of ways) {
    const deployed = (await way.isProvisioned()) ? await way.find() : undefined
    if (deployed) return { way, deployed }
  }
  return undefined
}

/** Says what runs and how it is, and returns 0 if it is ready. */
export async function describe({ host }: Vm, { way, deployed }: Running): Promise<number> {
  const { ready, workers } = await way.status()
  const { release, settings } = deployed
  console.log(
    `http://${host}:${portOf(settings) ?? '?'} · with ${way.name} · release ${release} · ${ready ? 'ready' : 'not ready'}`,
  )
  for (const { state, ageSeconds, requests } of workers)
    console.log(`  worker ${state}, ${Math.round(ageSeconds)} s old, ${requests} requests`)
  return ready ? 0 : 1
}

/** What to type to deploy in this way. */
export function commandFor({ destination }: Vm, { flag }: Way): string {
  return `npm run deploy -- ${destination}${flag}`
}
