/**
 * The debug profile of .vscode/launch.json, without VS Code: the same command is started in the same way, every process of
 * it opens its inspector, and a breakpoint that is set by a line of src/routes.ts is hit in a worker.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { parse } from 'jsonc-parser'
import { endpointOf } from '../../src/http/endpoint.ts'
import type { Routes } from '../../src/http/route.ts'
import { routes } from '../../src/routes.ts'
import { childrenOf } from '../cluster/processes.ts'
import { eventually, freePort, until } from '../cluster/wait.ts'

type Script = { scriptId: string; url: string; sourceMapURL: string }
type Inspector = {
  scripts: Script[]
  // biome-ignore lint/suspicious/noExplicitAny: what the protocol answers depends on the method
  ask(method: string, params?: object): Promise<any>
  paused: Promise<{
    hitBreakpoints: string[]
    callFrames: { functionName: string; location: { scriptId: string } }[]
  }>
}

const project = resolve(import.meta.dirname, '../..')
const profile = `${project}/.vscode/launch.json`
const file = `${project}/src/routes.ts`
const skip =
  (!existsSync(profile) && 'there is no .vscode/launch.json') ||
  (typeof WebSocket === 'undefined' && 'it takes the WebSocket of Node 22')

test('a breakpoint in a handler is hit in a worker, which then answers', {
  skip,
  timeout: 120_000,
}, async t => {
  const port = await freePort()
  const { pid, inspectors } = launch(t, port)
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
  await until('a server', () => ask('/openapi.json'), 60)
  const { inspector, script } = await whereTheTableIs(t, () => {
    const urls = inspectors()
    return childrenOf(pid).flatMap(child => urls.get(child) ?? [])
  })

  const route = Object.values<Routes[string]>(routes).find(isPlainGet)
  assert.ok(route, 'an entry that is called without parameters')
  const { path } = endpointOf(route)
  const { locations } = await inspector.ask(
    'Debugger.getPossibleBreakpoints',
    rangeOf(handlerLine(path), script),
  )
  await inspector.ask('Debugger.setBreakpoint', { location: locations.at(-1) })
  const answer = until('an answer', () => ask(path), 60)
  const { hitBreakpoints, callFrames } = await inspector.paused
  assert.equal(hitBreakpoints.length, 1)
  assert.deepEqual(callFrames[0]?.functionName, 'handler')
  assert.equal(callFrames[0].location.scriptId, script.scriptId)
  await inspector.ask('Debugger.resume')
  assert.equal((await answer).status, 200)
})

/** Starts what the profile says, as VS Code does: with a program of its own in every process. */
function launch(t: TestContext, port: number) {
  const text = readFileSync(profile, 'utf8').replaceAll('$' + '{workspaceFolder}', project)
  const [{ runtimeArgs, program, args, cwd }] = parse(text).configurations
  const folder = mkdtempSync(join(tmpdir(), 'debug-'))
  const list = join(folder, 'inspectors')
  const bootloader = `${import.meta.dirname}/fixtures/open-inspector.cjs`
  const child = spawn(process.execPath, [...runtimeArgs, program, ...args], {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: `--require ${bootloader}`, INSPECTORS: list, PORT: String(port) },
  })
  t.after(() => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })
  const inspectors = () => {
    const lines = existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : []
    return new Map(lines.map(line => [Number(line.split(' ')[0]), line.split(' ')[1] as string]))
  }
  return { pid: child.pid as number, inspectors }
}

/** The worker among the processes with an inspector: one in which the app only prepares has ended soon, and answers nothing. */
async function whereTheTableIs(t: TestContext, inspectorUrls: () => string[]) {
  const url = pathToFileURL(file).href
  const inspectors = new Map<string, Inspector>()
  const find = async () => {
    for (const address of inspectorUrls()) {
      const inspector = inspectors.get(address) ?? (await attach(t, address))
      if (!inspector) continue
      inspectors.set(address, inspector)
      const script = inspector.scripts.find(one => one.url === url)
      if (script) return { inspector, script }
    }
    return undefined
  }
  const found = await eventually(find, 60)
  if (found) return found
  const loaded = [...inspectors.values()].map(({ scripts }) => scripts.map(one => one.url))
  throw new Error(`no worker has loaded ${url}, but: ${JSON.stringify(loaded, null, 2)}`)
}

async function attach(t: TestContext, url: string): Promise<Inspector | undefined> {
  const socket = new WebSocket(url)
  t.after(() => socket.close())
  const messages = new EventEmitter()
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result } = JSON.parse(String(data))
    messages.emit(method ?? `answer ${id}`, params ?? result)
  })
  const scripts: Script[] = []
  messages.on('Debugger.scriptParsed', script => scripts.push(script))
  const paused = once(messages, 'Debugger.paused').then(([pause]) => pause)
  let id = 0
  const ask = async (method: string, params: object = {}) => {
    id += 1
    const answered = once(messages, `answer ${id}`)
    socket.send(JSON.stringify({ id, method, params }))
    return (await answered)[0]
  }
  const opened = once(socket, 'open').then(() => true)
  const closed = once(socket, 'close').then(() => false)
  if (!(await Promise.race([opened, closed]))) return undefined
  const enabled = ask('Debugger.enable').then(() => true)
  return (await Promise.race([enabled, closed])) ? { scripts, ask, paused } : undefined
}

function isPlainGet({ endpoint, params }: Routes[string]): boolean {
  return endpoint.startsWith('GET ') && params === undefined
}

/** The line of the handler of GET `path` in src/routes.ts, from 0. */
function handlerLine(path: string): number {
  const lines = readFileSync(file, 'utf8').split('\n')
  const entry = lines.findIndex(line => line.includes(`route('GET ${path}'`))
  return lines.findIndex((line, index) => index > entry && line.includes('handler:'))
}

/** Where a line of the source stands in the script that runs, of which tsx makes one long line. */
function rangeOf(line: number, { scriptId, sourceMapURL }: Script) {
  const map = new SourceMap(JSON.parse(Buffer.from(sourceMapURL.split(',')[1] ?? '', 'base64').toString()))
  const columns = Array.from({ length: 100_000 }, (_, column) => column).filter(column => {
    const entry = map.findEntry(0, column)
    return 'originalLine' in entry && entry.originalLine === line
  })
  const at = (columnNumber: number | undefined) => ({ scriptId, lineNumber: 0, columnNumber })
  return { start: at(columns[0]), end: at(columns.at(-1)) }
}
