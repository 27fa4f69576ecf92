import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { installed } from './tools.ts'

/**
 * Starts a proxy in front of an API, on a free port, until the test is over, and gives its base URL. It answers in the API's
 * place where a request (422) or an answer (500) is not as the document says.
 * @param document a file or a URL
 * @param api the base URL of the API
 */
export async function startPrism(t: TestContext, document: string, api: string): Promise<string> {
  const args = [installed('.bin/prism'), 'proxy', document, api, '--errors', '--port', '0']
  const prism = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH }, // with NODE_ENV=production its lines would come from another process
  })
  const exited = once(prism, 'exit')
  t.after(async () => {
    prism.kill('SIGTERM')
    await exited
  })
  for await (const line of createInterface(prism.stdout)) {
    const url = /Prism is listening on (http:\/\/[\d.:]+)/.exec(line)?.[1]
    if (url === undefined) continue
    prism.stdout.resume() // what it logs from now on is of no interest
    return url
  }
  throw new Error('Prism ended before it listened')
}
