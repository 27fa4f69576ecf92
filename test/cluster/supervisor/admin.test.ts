import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { build } from '../build.ts'
import { ask as call, get } from '../faults/load.ts'
import { launch, type Server, startServer } from '../server.ts'
import { serving } from '../serving.ts'
import { freePort, until } from '../wait.ts'

const app = `${build()}/test/cluster/fixtures/app.js`
let server: Server
before(async () => {
  server = await startServer({ app, workers: 2, env: { A_SECRET: 'hunter2' } })
})
after(() => server.stop())

function ask(path: string) {
  return get({ port: server.adminPort, path })
}

async function metric(name: string): Promise<number> {
  const line = (await ask('/metrics')).body.split('\n').find(text => text.startsWith(`${name} `))
  return Number(line?.split(' ')[1])
}

test('/live, /serving and /ready say yes', async () => {
  for (const page of ['live', 'serving', 'ready']) {
    const { status, body } = await ask(`/${page}`)
    assert.deepEqual([status, body], [200, `${page}\n`])
  }
})

test('/status shows each worker and nothing of the environment', async () => {
  const { body, headers } = await ask('/status')
  assert.match(String(headers['content-type']), /^application\/json/)
  assert.doesNotMatch(body, /hunter2|A_SECRET/)
  const { phase, ready, generation, workersWanted, workers, lastReload } = JSON.parse(body)
  assert.deepEqual([phase, ready, generation, workersWanted, lastReload], ['serving', true, 1, 2, null])
  assert.equal(workers.length, 2)
  for (const worker of workers) {
    assert.equal(worker.state, 'ready')
    assert.ok(worker.residentMemoryBytes > 10_000_000)
    assert.ok(worker.ageSeconds > 0)
  }
})

test('what a worker counted stays counted when it is killed', async () => {
  const counted = await metric('answers_total')
  for (let i = 0; i < 20; i += 1) await get(server)
  await until('20 more answers', async () => (await metric('answers_total')) === counted + 20)
  const requests = await metric('cluster_requests_total')

  const [worker] = await server.workers()
  process.kill(worker ?? 0, 'SIGKILL')
  await server.logged(new RegExp(`Worker \\(pid:${worker}\\) was sent SIGKILL! Perhaps out of memory\\?`))
  assert.equal(await metric('answers_total'), counted + 20)
  assert.equal(await metric('cluster_requests_total'), requests)
  assert.equal(await metric('cluster_worker_restarts_total{reason="crash"}'), 1)
  await until('two workers', async () => (await metric('cluster_workers_ready')) === 2)
})

test('/metrics has one help line for each metric', async () => {
  const helps = (await ask('/metrics')).body.split('\n').filter(line => line.startsWith('# HELP'))
  const names = helps.map(line => line.split(' ')[2])
  assert.deepEqual(names, [...new Set(names)])
  assert.ok(names.includes('cluster_worker_event_loop_delay_seconds'))
})

test('an unknown page is 404 and lists the pages', async () => {
  const { status, body } = await ask('/nothing')
  assert.equal(status, 404)
  assert.match(body, /\/live \/serving \/ready \/status \/metrics/)
})

test('anything but GET is 405', async () => {
  const answer = await fetch(`http://127.0.0.1:${server.adminPort}/status`, { method: 'POST' })
  assert.equal(answer.status, 405)
  assert.equal(answer.headers.get('allow'), 'GET, HEAD')
})

test('a browser keeps none of its answers, and shows none of them inside of another page', async () => {
  const { headers } = await ask('/status')
  assert.equal(headers['cache-control'], 'no-store')
  assert.match(String(headers['content-security-policy']), /default-src 'self';.*frame-ancestors 'none'/)
})

test('HEAD tells what GET does', async () => {
  const { status, body } = await call({ port: server.adminPort, path: '/live', method: 'HEAD' })
  assert.deepEqual([status, body], [200, ''])
})

test('who calls it by another name, as a page elsewhere can have a browser do, is refused, and told how to call it', async () => {
  const { status, body } = await get({ port: server.adminPort, headers: { host: 'page.example' } })
  assert.equal(status, 403)
  assert.match(body, /^The admin port is not called page\.example: .*--admin-host NAME\n$/)
})

test('a name that --admin-host gives is its own, however it is written', async () => {
  await serving({ flags: ['--admin-host', 'Monitor.example'] }, async ({ adminPort: port }) => {
    const { status } = await get({ port, path: '/live', headers: { host: 'MONITOR.example:80' } })
    assert.equal(status, 200)
  })
})

test('a port that the system chooses is told', async () => {
  assert.match((await adminLine('127.0.0.1:0')).msg, /^Admin at: http:\/\/127\.0\.0\.1:[1-9]\d+$/)
})

test('an address without a host is of this machine alone', async () => {
  const port = await freePort()
  const { msg } = await adminLine(`:${port}`)
  assert.equal(msg, `Admin at: http://127.0.0.1:${port}`)
})

test('the log warns of an address that other machines reach, and of no other', async () => {
  const warning = /^The admin port has no password, and other machines can reach its address$/
  const exposed = await adminLine(`0.0.0.0:${await freePort()}`)
  assert.match(exposed.next ?? '', warning)
  assert.ok(server.log.every(({ msg }) => !warning.test(msg)))
})

test('a Unix socket of the admin port is for the user of the server alone, whatever the umask is', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'admin-')), 'admin.sock')
  const before = process.umask(0)
  try {
    await adminLine(`unix:${path}`)
  } finally {
    process.umask(before)
  }
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

for (const flag of ['--bind', '--admin']) {
  test(`${flag} unix:FILE with an ordinary file there is one line and exit code 1, and the file stays`, async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'admin-')), 'file')
    writeFileSync(path, 'kept')
    const started = await launch({ app, workers: 1, flags: [flag, `unix:${path}`] })
    assert.equal((await started.exited).code, 1)
    assert.match(started.errors(), /^Error: Cannot listen: unix:.*no socket.*\n$/)
    assert.equal(readFileSync(path, 'utf8'), 'kept')
  })
}

/** What the log says of an admin address, and the line after that. */
async function adminLine(address: string): Promise<{ msg: string; next: string | undefined }> {
  const started = await launch({ app, workers: 1, flags: ['--admin', address] })
  try {
    await started.logged(/^Booting worker/)
    const at = started.log.findIndex(({ msg }) => msg.startsWith('Admin at: '))
    return { msg: started.log[at]?.msg ?? '', next: started.log[at + 1]?.msg }
  } finally {
    await started.stop()
  }
}
