/** Starts a proxy with the files of deploy/, which differ only in ports, in the certificate, and in times on request. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { get, type Target } from '../../cluster/faults/load.ts'
import { freePort, until } from '../../cluster/wait.ts'
import { project } from '../../copy-of-project.ts'
import { apacheAt } from './apache.ts'
import type { Place, ReverseProxy } from './proxies.ts'

/** A name of this machine, as on the page. */
export const name = 'vcm-3461.vm.duke.edu'

export interface Running {
  /** Over TLS, by the name. */
  readonly target: Target
  stop(): Promise<void>
}

export interface Setup {
  /** The server's port. */
  readonly server: number
  /** By how much its idle time is shorter; 1 unless given. */
  readonly scale?: number
  /** Whether the line for a service below /api is made one that counts. */
  readonly below?: boolean
}

// Where Debian has them, and not every shell looks.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }

/** Why a proxy cannot be tested here, or false. */
export function missing({ programs }: ReverseProxy): string | false {
  const absent = programs.filter(program => spawnSync('which', [program], { env }).status !== 0)
  if (absent.length > 0) return `${absent.join(' and ')} not installed`
  return process.getuid?.() !== 0 && 'Debian starts it as root'
}

/** @throws {Error} if it does not answer, with all that it said */
export async function startProxy(proxy: ReverseProxy, setup: Setup): Promise<Running> {
  const root = mkdtempSync(join(tmpdir(), `${proxy.name.toLowerCase()}-`))
  const [tls, http, inner] = [await freePort(), await freePort(), await freePort()]
  const place: Place = { root, ports: { 443: tls, 80: http, 5000: setup.server, 6086: inner } }
  // Varnish and Hitch have users of their own.
  chmodSync(root, 0o755)
  const ca = makeCertificate(root)
  proxy.prepare?.(place)
  for (const file of proxy.files) writeFile(join(root, 'deploy', file), changed(proxy, file, place, setup))
  for (const line of proxy.typed) {
    mkdirSync(dirname(join(root, line.split(' ').at(-1) ?? '')), { recursive: true })
    execFileSync('bash', ['-ec', here(line, place)], { cwd: root, env: { ...env, ...apacheAt(root) } })
  }

  let said = ''
  const services = proxy.services(place).map(line => {
    const text = scaled(proxy, here(line, place), setup)
    const service = spawn('bash', ['-ec', text], {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [service.stdout, service.stderr])
      stream.setEncoding('utf8').on('data', (data: string) => {
        said += data
      })
    return service
  })
  const stop = async () => {
    await Promise.all(services.map(end))
    rmSync(root, { recursive: true, force: true })
  }
  const target: Target = { port: tls, ca, headers: { host: name } }
  try {
    await until('an answer', async () => (await get({ ...target, path: '/caller' })).outcome === 'ok')
  } catch (error) {
    await stop()
    throw new Error(`${proxy.name}: ${error}\n${said}`)
  }
  return { target, stop }
}

/** The proxy's files as a user has them, and its commands. */
export function shipped({ files, services }: ReverseProxy): string[] {
  const place: Place = { root: '', ports: { 443: 443, 80: 80, 5000: 5000, 6086: 6086 } }
  return [...files.map(file => readFileSync(join(project, 'deploy', file), 'utf8')), ...services(place)]
}

/** A certificate for the name, in each of the places that the files have for it. */
function makeCertificate(root: string): string {
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', '2']
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', 'privkey.pem']
  execFileSync('openssl', ['req', '-x509', ...key, ...subject, '-out', 'fullchain.pem'], {
    cwd: root,
    stdio: 'ignore',
  })
  const chain = readFileSync(join(root, 'fullchain.pem'), 'utf8')
  const both = chain + readFileSync(join(root, 'privkey.pem'), 'utf8')
  for (const place of ['haproxy', 'hitch']) writeFile(join(root, 'etc', place, 'api.pem'), both)
  for (const file of ['fullchain.pem', 'privkey.pem'])
    cpSync(join(root, file), join(root, 'etc/letsencrypt/live/api', file))
  return chain
}

function changed(proxy: ReverseProxy, file: string, place: Place, setup: Setup): string {
  let text = here(readFileSync(join(project, 'deploy', file), 'utf8'), place)
  if (setup.below) text = text.replace(/(# Below a path.*\n\s*)# /, '$1')
  text = scaled(proxy, text, setup)
  return proxy.change?.(text, place) ?? text
}

/** What a user writes or types, as it must be here. */
function here(text: string, { root, ports }: Place): string {
  return text
    .replaceAll('sudo ', '')
    .replaceAll(/(?<![\w.])\/etc\//g, `${root}/etc/`)
    .replaceAll(/(?<![\d.])(443|80|5000|6086)\b(?!\.)/g, port => String(ports[port as keyof Place['ports']]))
}

function scaled({ idle }: ReverseProxy, text: string, { scale = 1 }: Setup): string {
  return text.replace(idle, (all, time) => all.replace(time, String(Math.round(Number(time) / scale))))
}

function writeFile(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** Ends a service and what it has started. */
async function end(service: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => service.once('close', resolve))
  if (service.exitCode === null && service.signalCode === null) {
    process.kill(-(service.pid as number), 'SIGTERM')
    await ended
  }
}
