/** The API's container under docker-compose.yml: what it may do, how soon it serves, how it ends. */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { until } from '../cluster/wait.ts'
import { docker, newProject, succeed } from './docker.ts'
import { everyProcess, runFromTmp, statusField, writablePlaces } from './look-around.ts'

const project = await newProject('api')
let id: string

before(async () => {
  const up = await project.compose('up', '--build', '--detach', '--wait', 'api')
  assert.equal(up.code, 0, up.stderr)
  id = await project.container('api')
})

after(() => project.remove())

/** Runs a script in the container, as whom its processes run, and reads the JSON that it prints. */
async function inside<T>(script: string): Promise<T> {
  return JSON.parse(await succeed(['exec', id, 'node', '-e', script]))
}

async function inspect(format: string): Promise<string> {
  return (await succeed(['inspect', '--format', format, id])).trim()
}

test('it is healthy within a few seconds of serving', async t => {
  const started = Date.parse(await inspect('{{.State.StartedAt}}'))
  const logged = await succeed(['logs', id])
  const serving = Date.parse(logged.match(/"time":"([^"]+)".*"Listening at/)?.[1] ?? '')
  const probes: { End: string; ExitCode: number }[] = JSON.parse(await inspect('{{json .State.Health.Log}}'))
  const healthy = Date.parse(probes.find(({ ExitCode }) => ExitCode === 0)?.End ?? '')
  t.diagnostic(`started, serving after ${serving - started} ms, healthy after ${healthy - started} ms`)
  // Without a start interval the first probe would come 10 s after the start.
  assert.ok(healthy - serving < 5000)
})

test('it serves from four workers', async () => {
  const status =
    "fetch('http://127.0.0.1:5001/status').then(async answer => console.log(await answer.text()))"
  await until('four workers that are ready', async () => {
    const { workers } = await inside<{ workers: { state: string }[] }>(status)
    return workers.filter(({ state }) => state === 'ready').length === 4
  })
})

test('its answers name the worker that gave them', async () => {
  const { headers } = await fetch(`${project.url}/name`)
  assert.match(headers.get('x-served-by') ?? '', /^worker [1-4] \(pid \d+\)$/)
})

test('its admin port is not to be had by the name that other containers have for it', async () => {
  const script = `for (const port of [5000, 5001])
    fetch('http://api:' + port + '/').then(answer => console.log(port, answer.status))`
  const { stdout } = await project.compose('run', '--rm', '--entrypoint', 'node', 'client', '-e', script)
  assert.match(stdout, /^5000 200$/m)
  assert.match(stdout, /^5001 403$/m)
})

test('the page of its admin port is there for this machine', async () => {
  const address = (await project.compose('port', 'api', '5001')).stdout.trim()
  assert.match(address, /^127\.0\.0\.1:50[012]\d$/)
  const page = await fetch(`http://${address}/`)
  assert.match(await page.text(), /<title>Server<\/title>/)
})

test('without docker-compose.override.yml its admin port is the container’s own', async () => {
  const file = JSON.parse(
    await succeed(['compose', '--file', 'docker-compose.yml', 'config', '--format', 'json']),
  )
  assert.deepEqual(
    file.services.api.ports.map(({ target }: { target: number }) => target),
    [5000],
  )
  assert.equal(file.services.api.environment?.ADMIN_ADDRESS, undefined)
})

test('all its processes run as the user node', async () => {
  assert.deepEqual([...new Set(await inside<string[]>(statusField('Uid')))], ['1000'])
})

test('none of its processes has a capability, or can get one', async () => {
  for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
    assert.deepEqual([...new Set(await inside<string[]>(statusField(set)))], ['0000000000000000'], set)
  }
  assert.deepEqual([...new Set(await inside<string[]>(statusField('NoNewPrivs')))], ['1'])
})

test('its processes are an init and Node: no shell, no npm', async () => {
  const programs = await inside<string[]>(
    everyProcess(`(_read, folder) => require('node:fs').readlinkSync(folder + 'exe').split('/').at(-1)`),
  )
  assert.deepEqual([...new Set(programs)].sort(), ['docker-init', 'node'])
})

test('its root is read-only, and of all files and folders it can write to /tmp and to its data alone', async () => {
  const writable = await inside<string[]>(writablePlaces)
  // The app may have stored something since it started.
  const withoutData = writable.filter(path => !path.startsWith('/data/'))
  assert.deepEqual(withoutData.sort(), ['/data', '/tmp'])
  assert.equal(await inspect('{{.HostConfig.ReadonlyRootfs}}'), 'true')
})

test('what it writes to /tmp cannot be run', async () => {
  const code = await inside<string>(runFromTmp)
  assert.equal(code, 'EACCES')
})

test('nobody but its user looks into its data, which lie in the folder of SQLITE_FILE', async () => {
  const [path, mode] = await inside<[string, number]>(`
    const folder = require('node:path').dirname(process.env.SQLITE_FILE)
    console.log(JSON.stringify([folder, require('node:fs').statSync(folder).mode & 0o777]))`)
  assert.deepEqual([path, mode.toString(8)], ['/data', '700'])
})

test('its memory and its number of processes are bounded', async () => {
  assert.notEqual(await inspect('{{.HostConfig.Memory}}'), '0')
  assert.match(await inspect('{{.HostConfig.PidsLimit}}'), /^[1-9]\d*$/)
})

test('it comes back by itself when the server is killed', async () => {
  const started = await inspect('{{.State.StartedAt}}')
  // The server is the child of the init; with it ends the container, and so this script.
  const kill = everyProcess(`(read, folder) =>
    /^PPid:\\s*1$/m.test(read('status')) && process.kill(Number(folder.split('/')[2]), 'SIGKILL')`)
  await docker(['exec', id, 'node', '-e', kill])
  await until('a new start', async () => (await inspect('{{.State.StartedAt}}')) !== started)
  await until('healthy again', async () => (await inspect('{{.State.Health.Status}}')) === 'healthy', 180)
})

test('what it has stored outlives its container, until it is taken down with -v', async () => {
  const fs = "const fs = require('node:fs');"
  await inside(`${fs} fs.writeFileSync('/data/kept', 'kept'); console.log(null)`)
  const isKept = () => inside<boolean>(`${fs} console.log(fs.existsSync('/data/kept'))`)
  for (const [flags, expected] of [
    [[], true],
    [['--volumes'], false],
  ] as const) {
    await project.compose('down', ...flags)
    const up = await project.compose('up', '--detach', '--wait', 'api')
    assert.equal(up.code, 0, up.stderr)
    id = await project.container('api')
    assert.equal(await isKept(), expected)
  }
})

test('docker stop takes under 5 s, answers the request in flight, and ends with 0', async t => {
  const call = request(`${project.url}/distance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', expect: '100-continue' },
  })
  const answered = new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    call.on('error', reject)
    call.on('response', async answer => resolve({ status: answer.statusCode, body: await json(answer) }))
  })
  call.flushHeaders()
  // "100 Continue" says that a worker has the request, and now waits for the body.
  await new Promise(resolve => call.once('continue', resolve))

  const start = performance.now()
  const stopped = succeed(['stop', id])
  await until('a draining server', async () => /Handling signal: term/.test(await succeed(['logs', id])))
  call.end('{"a":[2,4],"b":[5,6]}')
  assert.deepEqual(await answered, {
    status: 200,
    body: { distance: 3.605551275463989, a: [2, 4], b: [5, 6] },
  })
  await stopped
  const seconds = (performance.now() - start) / 1000
  t.diagnostic(`stopped after ${seconds.toFixed(1)} s`)
  assert.ok(seconds < 5, `docker stop took ${seconds} s`)
  assert.equal(await inspect('{{.State.ExitCode}}'), '0')
})
