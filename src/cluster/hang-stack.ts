/**
 * The JavaScript stack of a process whose event loop is stuck.
 *
 * SIGUSR1 makes Node open its inspector even while JavaScript runs without end. What the inspector is then asked to evaluate
 * runs in the middle of that, so that the stack of an error made there is the stuck one. It costs nothing until it is needed,
 * and little then: the debugger, which could pause the process instead, first describes each of its scripts. It takes the
 * built-in WebSocket, hence Node 22.
 */
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds that the inspector gets to open and answer: it takes some 100, on a busy machine more. The successor boots meanwhile. */
const inspectorTimeout = 3000

/** Characters that are read of an answer: some hundred times what a list of one target, or a stack of 30 lines, takes. */
const longestAnswer = 65_536

/** Sets this process's inspector port, which opens only on SIGUSR1, to one that is free; undefined if it can never be used. */
export async function chooseInspectorPort(): Promise<number | undefined> {
  // Not by typeof, which would load it, and fetch with it, in every worker.
  if (!('WebSocket' in globalThis)) return undefined
  const probe = net.createServer()
  await new Promise<void>(resolve => probe.listen({ port: 0, host: '127.0.0.1', exclusive: true }, resolve))
  const { port } = probe.address() as net.AddressInfo
  await new Promise(resolve => probe.close(resolve))
  process.debugPort = port
  return port
}

/** The stack of the process as lines of `function (file:line:column)`, or why there is none. */
export async function hangStack(pid: number, inspectorPort: number | undefined): Promise<string> {
  if (inspectorPort === undefined) return 'no stack: it takes Node 22 or later'
  if (process.platform === 'win32') return 'no stack: it takes a signal, which Windows has not'
  try {
    process.kill(pid, 'SIGUSR1')
    const signal = AbortSignal.timeout(inspectorTimeout)
    const url = await inspectorUrl(inspectorPort, signal)
    return withoutOwnFrame(await evaluate('Error.stackTraceLimit = 30; new Error().stack', url, signal))
  } catch (error) {
    return `no stack: ${error instanceof Error ? error.message : error}`
  }
}

async function inspectorUrl(port: number, signal: AbortSignal): Promise<string> {
  while (!signal.aborted) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/json/list`, { signal, redirect: 'error' })
      const [target] = JSON.parse(await beginningOf(response)) as { webSocketDebuggerUrl: string }[]
      if (target?.webSocketDebuggerUrl.startsWith(`ws://127.0.0.1:${port}/`))
        return target.webSocketDebuggerUrl
    } catch {
      // It is not open yet, or another program has taken its port.
    }
    await sleep(20)
  }
  throw new Error('its inspector did not open in time')
}

/** The list is short; a program that sends without end is not waited for. */
async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > longestAnswer) break
  }
  return text
}

function evaluate(expression: string, url: string, signal: AbortSignal): Promise<string> {
  const socket = new WebSocket(url)
  return new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('its inspector did not answer in time')))
    socket.addEventListener('error', () => reject(new Error('its inspector refused the connection')))
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }))
    })
    socket.addEventListener('message', ({ data }) => {
      // What a listener throws would end this process.
      const stack = stackIn(String(data))
      if (stack === undefined) reject(new Error('its inspector gave an answer that is none'))
      else resolve(stack)
    })
  }).finally(() => socket.close())
}

/** The evaluated text in the inspector's answer, if it is one. */
function stackIn(answer: string): string | undefined {
  try {
    const value: unknown = JSON.parse(answer).result.result.value
    return typeof value === 'string' ? value.slice(0, longestAnswer) : undefined
  } catch {
    return undefined
  }
}

/** The first line is the error's own, the second the evaluated expression's. */
function withoutOwnFrame(stack: string): string {
  return stack
    .split('\n')
    .slice(2)
    .map(line => line.replace(/^ *at /, ''))
    .join('\n')
}
