import { reasonOf } from '../failure.ts'

/**
 * Asks an app's `ready()`, and gives the reason if it says no. Whoever asks while a call still runs gets the answer of that
 * one: probes come on and on, and must not pile up calls on a database that is slow.
 */
export function shareCalls(ready: () => unknown): () => Promise<string | undefined> {
  let running: Promise<string | undefined> | undefined
  return () => {
    running ??= ask(ready).finally(() => {
      running = undefined
    })
    return running
  }
}

async function ask(ready: () => unknown): Promise<string | undefined> {
  try {
    return (await ready()) === false ? 'ready() of the app says no' : undefined
  } catch (error) {
    return reasonOf(error)
  }
}
