/**
 * The JavaScript stack of a process whose event loop is stuck.
 *
 * SIGUSR1 makes Node open its inspector even while JavaScript runs without end; the inspector can then pause it and say
 * where it is. It costs nothing until it is needed. It takes the built-in WebSocket, hence Node 22.
 */
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

type CallFrame = {
  functionName: string
  location: { scriptId: string; lineNumber: number; columnNumber: number }
}

/** Milliseconds that the inspector gets to open and answer: on an idle machine it takes some 130, beside other stuck workers more. */
const patience = 3000

/** Sets this process's inspector port, which opens only on SIGUSR1, to one that is free; undefined if it can never be used. */
export async function chooseInspectorPort(): Promise<number | undefined> {
  if (typeof WebSocket === 'undefined') return undefined
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
  try {
    process.kill(pid, 'SIGUSR1')
    const signal = AbortSignal.timeout(patience)
    return await pausedStack(await debuggerUrl(inspectorPort, signal), signal)
  } catch (error) {
    return `no stack: ${error instanceof Error ? error.message : error}`
  }
}

async function debuggerUrl(port: number, signal: AbortSignal): Promise<string> {
  while (!signal.aborted) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/json/list`, { signal })
      const [target] = (await response.json()) as { webSocketDebuggerUrl: string }[]
      if (target) return target.webSocketDebuggerUrl
    } catch {
      await sleep(20)
    }
  }
  throw new Error('its inspector did not open')
}

function pausedStack(url: string, signal: AbortSignal): Promise<string> {
  const socket = new WebSocket(url)
  const files = new Map<string, string>()
  return new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it could not be paused')))
    socket.addEventListener('error', () => reject(new Error('its inspector refused the connection')))
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ id: 1, method: 'Debugger.enable' }))
      socket.send(JSON.stringify({ id: 2, method: 'Debugger.pause' }))
    })
    socket.addEventListener('message', ({ data }) => {
      const { method, params } = JSON.parse(String(data))
      if (method === 'Debugger.scriptParsed') files.set(params.scriptId, params.url)
      if (method === 'Debugger.paused') resolve(formatStack(params.callFrames, files))
    })
  }).finally(() => socket.close())
}

function formatStack(frames: CallFrame[], files: Map<string, string>): string {
  return frames
    .map(({ functionName, location: { scriptId, lineNumber, columnNumber } }) => {
      const place = `${files.get(scriptId) ?? ''}:${lineNumber + 1}:${columnNumber + 1}`
      return `${functionName || '(anonymous)'} (${place})`
    })
    .join('\n')
}
