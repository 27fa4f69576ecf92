/** docs/scale.md's TLS: deploy/nginx.conf as it is, in Debian's nginx, with the server behind it in the same network. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { get, type Target } from '../../cluster/faults/load.ts'
import { until } from '../../cluster/wait.ts'
import { docker, succeed } from '../../containers/docker.ts'
import { buildImage, shell } from './machines.ts'
import { command } from './page.ts'
import { withoutFailure } from './under-load.ts'

const heading = 'TLS, with nginx in front'
const name = 'vcm-3461.vm.duke.edu'
const deploy = resolve(import.meta.dirname, '../../../deploy')
const image = `test-nginx-api-${process.pid}`
const [server, nginx] = [`test-nginx-server-${process.pid}`, `test-nginx-proxy-${process.pid}`]
const open = 5080

let address: string
let certificate: string

before(async () => {
  await succeed(['build', '--quiet', '--target', 'api', '--tag', image, '.'])
  const [, flags = ''] = command(heading, 'npm start').split(' -- ')
  const caller = `${import.meta.dirname}/fixtures/caller.js:/app/dist/src/caller.js:ro`
  await succeed([
    ...['run', '--detach', '--init', '--name', server, '--volume', caller, '--entrypoint', 'node', image],
    // Besides, where the tests can pass by nginx.
    ...['dist/src/cluster/cli.js', ...flags.split(' '), '--bind', `0.0.0.0:${open}`, '--workers', '2'],
    'dist/src/caller.js:app',
  ])
  address = (
    await succeed(['inspect', '--format', '{{.NetworkSettings.Networks.bridge.IPAddress}}', server])
  ).trim()
  const flagsOfNginx = ['--volume', `${deploy}:/project/deploy:ro`, '--workdir', '/project']
  await succeed([
    ...['run', '--detach', '--name', nginx, '--network', `container:${server}`, ...flagsOfNginx],
    await buildImage('nginx'),
  ])
  await inNginx(`mkdir -p /etc/letsencrypt/live/api && cd /etc/letsencrypt/live/api &&
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -subj /CN=${name} \\
      -addext subjectAltName=DNS:${name},IP:${address} -keyout privkey.pem -out fullchain.pem`)
  certificate = await inNginx('cat /etc/letsencrypt/live/api/fullchain.pem')
  await type('sudo cp')
  await type('sudo rm')
  await type('nginx -t')
  await type('nginx -s reload')
  await until('an answer through nginx', async () => (await get(overTls())).outcome === 'ok')
  await until('the end of the workers from before the reload', async () => !(await defaultSiteAnswers()))
})

after(async () => {
  await docker(['rm', '--force', '--volumes', nginx, server])
  await docker(['rmi', '--force', image])
})

/** A worker that is to end may still take a connection, and has Debian's default site. */
async function defaultSiteAnswers(): Promise<boolean> {
  const redirects = Array.from({ length: 20 }, () => get({ port: 80, host: address }))
  return (await Promise.all(redirects)).some(({ status }) => status !== 301)
}

/** Runs a command line as root beside nginx. */
function inNginx(line: string): Promise<string> {
  return succeed(['exec', nginx, 'sh', '-ec', line])
}

/** Types a command of the page there, where no sudo is needed. */
function type(part: string): Promise<string> {
  return inNginx(command(heading, part).replace('sudo ', ''))
}

function overTls(more: Partial<Target> = {}): Target {
  return { port: 443, host: address, ca: certificate, ...more }
}

async function caller(target: Target) {
  const { outcome, body } = await get(target)
  assert.equal(outcome, 'ok', body)
  return JSON.parse(body) as { ip: string; protocol: string; host: string; proxyPort: number }
}

test('the service answers over TLS under its name', async () => {
  const trusting = `curl --cacert <(echo "$CERTIFICATE") --connect-to ${name}:443:${address}:443`
  const curl = command(heading, 'curl').replace('curl', trusting)
  const answer = JSON.parse(await shell(curl, { CERTIFICATE: certificate }))
  assert.deepEqual([answer.protocol, answer.host], ['https', name])
})

test('http leads to https', async () => {
  const { status, headers } = await get({ port: 80, host: address, path: '/name', headers: { host: name } })
  assert.deepEqual([status, headers.location], [301, `https://${name}/name`])
})

test('X-Forwarded-… of a caller is dropped by nginx, which says who calls', async () => {
  const forged = {
    'x-forwarded-for': '203.0.113.6',
    'x-forwarded-proto': 'ftp',
    'x-forwarded-host': 'evil.example',
  }
  const { ip, protocol, host } = await caller(overTls({ headers: { ...forged, host: name } }))
  const honest = await caller({ port: open, host: address })
  assert.deepEqual({ ip, protocol, host }, { ip: honest.ip, protocol: 'https', host: name })
  assert.notEqual(ip, '127.0.0.1')
})

test('X-Forwarded-For is not believed from anybody else', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.6', 'x-forwarded-proto': 'https' }
  const { ip, protocol } = await caller({ port: open, host: address, headers })
  assert.notEqual(ip, '203.0.113.6')
  assert.equal(protocol, 'http')
})

test('the port of the server itself is closed to other machines', async () => {
  assert.equal((await get({ port: 5000, host: address })).outcome, 'refused')
})

test('nginx keeps its connections to the server', async () => {
  const ports = new Set<number>()
  for (let i = 0; i < 30; i++) ports.add((await caller(overTls())).proxyPort)
  // One for each worker of nginx that had a call, rather than one for each call.
  const workers = Number(await inNginx('nproc'))
  assert.ok(ports.size <= workers, `${ports.size} connections for 30 calls`)
})

test('who closes an idle connection is nginx', () => {
  const [, server] = command(heading, 'npm start').match(/--keep-alive (\d+)/) ?? []
  const [, proxy] = readFileSync(`${deploy}/nginx.conf`, 'utf8').match(/keepalive_timeout (\d+)s;/) ?? []
  assert.ok(Number(proxy) + 10 < Number(server), `${proxy} s and ${server} s`)
})

test('three reloads of the server behind it lose no request', async t => {
  const reloads = async () => (await succeed(['logs', server])).match(/Reload complete/g)?.length ?? 0
  await withoutFailure(t, overTls(), async () => {
    for (const count of [1, 2, 3]) {
      await succeed(['kill', '--signal', 'HUP', server])
      // An old worker that drains may hold up the next reload until nginx closes its idle connections.
      await until(`reload ${count}`, async () => (await reloads()) === count, 120)
    }
  })
})
