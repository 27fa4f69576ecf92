/** The events that the page follows, as a program sees them. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Sample } from '../../../../src/cluster/page/sent.ts'
import { createSamples } from '../../../../src/cluster/supervisor/admin/samples.ts'
import { createWatchers } from '../../../../src/cluster/supervisor/admin/watchers.ts'
import { build } from '../../build.ts'
import { ask, get } from '../../faults/load.ts'
import { type Server, startServer } from '../../server.ts'
import { serving } from '../../serving.ts'
import { until } from '../../wait.ts'
import { askedFleet, fleetOf, supervisorOf } from '../fleet-of.ts'

const app = `${build()}/test/cluster/fixtures/app.js`
let server: Server
before(async () => {
  server = await startServer({ app, workers: 2 })
})
after(() => server.stop())

type Event = { name: string; content: Record<string, unknown> }

/** Watches, and keeps what comes. */
async function watch(
  port = server.adminPort,
): Promise<{ events: Event[]; response: IncomingMessage; stop(): void }> {
  const call = request({ host: '127.0.0.1', port, path: '/events', agent: false }).end()
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  // It is this program that ends it.
  response.on('error', () => {})
  const events: Event[] = []
  let text = ''
  response.setEncoding('utf8').on('data', (piece: string) => {
    const blocks = (text + piece).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) events.push(eventOf(block))
  })
  return { events, response, stop: () => call.destroy() }
}

function eventOf(block: string): Event {
  const [, name = '', data = ''] = /event: (.*)\ndata: (.*)/.exec(block) ?? []
  return { name, content: JSON.parse(data) }
}

const named = (events: Event[], wanted: string) => events.filter(({ name }) => name === wanted)

test('who begins to watch is told the state, the last samples and the last lines', async () => {
  const { events, response, stop } = await watch()
  assert.equal(response.headers['content-type'], 'text/event-stream; charset=utf-8')
  const { content } = await until('the start', () => named(events, 'start')[0])
  stop()
  assert.equal(content.pid, server.pid)
  const { workers } = content.status as { workers: { pid: number }[] }
  assert.deepEqual(workers.map(({ pid }) => pid).sort(), (await server.workers()).sort())
  const texts = (content.lines as { text: string }[]).map(({ text }) => text)
  for (const pid of await server.workers()) assert.ok(texts.includes(`Booting worker with pid: ${pid}`))
})

test('each second brings a sample, which counts the requests of that second', async () => {
  const { events, stop } = await watch()
  await until('the start', () => events.length > 0)
  for (let calls = 0; calls < 20; calls += 1) await get(server)
  const seconds = () => named(events, 'second').map(({ content }) => content.sample as Sample)
  const counted = () => seconds().reduce((sum, { requests }) => sum + requests, 0)
  await until('20 requests', () => counted() >= 20)
  stop()
  assert.equal(counted(), 20)
})

test('a line of the supervisor comes by itself, with its details', async () => {
  const { events, stop } = await watch()
  await until('the start', () => events.length > 0)
  const [worker = 0] = await server.workers()
  process.kill(worker, 'SIGKILL')
  const text = `Worker (pid:${worker}) was sent SIGKILL! Perhaps out of memory?`
  const line = await until('the line', () =>
    named(events, 'line').find(({ content }) => content.text === text),
  )
  stop()
  assert.equal(line.content.level, 'error')
})

test('a hundred watchers are told the same', async () => {
  const watching = await Promise.all(Array.from({ length: 100 }, () => watch()))
  for (const { events } of watching) await until('two seconds', () => named(events, 'second').length >= 2)
  for (const { stop } of watching) stop()
})

/** The watchers of a server on paper, and a port at which to become one. */
async function onPaper(
  supervisor: Parameters<typeof createSamples>[0] & Parameters<typeof createWatchers>[0],
) {
  const samples = createSamples(supervisor)
  const watchers = createWatchers(supervisor, samples)
  const watching = createServer((_request, response) => watchers.add(response.writeHead(200)))
  watching.listen(0, '127.0.0.1')
  await once(watching, 'listening')
  return { watchers, samples, watching, port: (watching.address() as AddressInfo).port }
}

test('who takes nothing is dropped as soon as there is no room for more, and the others go on', async () => {
  const { watchers, samples, watching, port } = await onPaper(supervisorOf(fleetOf(4)))
  const slow = await watch(port)
  slow.response.socket.pause()
  const quick = await watch(port)
  const isOpen = async () => (await promisify(watching.getConnections).call(watching)) === 2
  while (await isOpen()) await watchers.tell(samples.take())
  const seen = quick.events.length
  await watchers.tell(samples.take())
  await until('another event', () => quick.events.length > seen)
  for (const { stop } of [slow, quick]) stop()
  watching.close()
})

test('who begins to watch is told the name of the app, or the one that the server was given', async () => {
  const nameIn = async ({ events }: Awaited<ReturnType<typeof watch>>) =>
    (await until('the start', () => named(events, 'start')[0])).content.app
  const watching = await watch()
  assert.equal(await nameIn(watching), app)
  watching.stop()
  await serving({ flags: ['--name', 'shop'] }, async ({ adminPort }) => {
    const watching = await watch(adminPort)
    assert.equal(await nameIn(watching), 'shop')
    watching.stop()
  })
})

test('nobody asks the app whether it is ready for watchers who have left', async () => {
  const supervisor = supervisorOf(askedFleet(1))
  const { watchers, samples, watching, port } = await onPaper(supervisor)
  const { events, stop } = await watch(port)
  await until('the start', () => events.length > 0)
  stop()
  await until('its end', async () => (await promisify(watching.getConnections).call(watching)) === 0)
  watchers.tell(samples.take())
  assert.equal(supervisor.questions.size, 0)
  watching.close()
})

test('HEAD /events ends', async () => {
  const { status, body } = await ask({ port: server.adminPort, path: '/events', method: 'HEAD' })
  assert.deepEqual([status, body], [200, ''])
})
