/** The page of the admin port, looked at while the server has its day: traffic, crashes, reloads, and its own end. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import express from 'express'
import type { Page } from 'playwright-core'
import { type WrittenApp, writeApp } from '../cluster/apps.ts'
import { get } from '../cluster/faults/load.ts'
import { type Server, startServer } from '../cluster/server.ts'
import { freePort, until } from '../cluster/wait.ts'
import { hostName, inChromium } from './chromium.ts'
import { measuredApp as source } from './measured-app.ts'

const { browser } = await inChromium(express())
const ports = { port: await freePort(), adminPort: await freePort() }
let app: WrittenApp
let server: Server
let page: Page
const requested: string[] = []
const said: string[] = []

/** Always on the same ports, so that the page finds the next server where the one before was. */
async function start(): Promise<void> {
  server = await startServer({
    app: `${app.path}:api`,
    workers: 2,
    ports,
    flags: ['--timeout', '1', '--max-loop-delay', '0.1'],
  })
}

before(async () => {
  app = writeApp(source)
  await start()
  page = await browser.newPage()
  page.on('request', request => requested.push(request.url()))
  page.on('console', message => said.push(message.text()))
  page.on('pageerror', error => said.push(`Uncaught ${error.message}`))
  await page.goto(`http://localhost:${ports.adminPort}/`)
})
after(() => server.stop())

/** Waits for a line of the events. */
async function line(text: string | RegExp): Promise<void> {
  await page.locator('#events li', { hasText: text }).first().waitFor()
}

/** What the page says of each worker: its pid, state, and a figure. */
async function shown(name: string): Promise<string[]> {
  const cards = await page.locator('#workers > li').all()
  return Promise.all(
    cards.map(async card => {
      const row = card.locator('dl > div').filter({ has: page.locator('dt', { hasText: name }) })
      const [pid, state, value] = [
        await card.getAttribute('data-pid'),
        await card.getAttribute('data-state'),
        await row.locator('dd').first().innerText(),
      ]
      return `${pid} ${state} ${value}`
    }),
  )
}

async function call(path: string, times: number): Promise<void> {
  for (let calls = 0; calls < times; calls += 1) await get({ ...server, path })
}

test('each worker is there, with the figures of /status', async () => {
  await call('/', 30)
  await until('the same as /status', async () => {
    const { workers } = await server.status()
    const wanted = workers.map(({ pid, state, requests }) => `${pid} ${state} ${requests}`)
    const sum = workers.reduce((total, { requests }) => total + requests, 0)
    return sum === 30 && (await shown('Requests')).join() === wanted.join()
  })
})

test('answers that are errors are counted by status', async () => {
  await call('/missing', 3)
  await page.locator('figcaption', { hasText: 'Errors a second in all 404: 3' }).waitFor()
})

test('a worker that is killed is told, and its successor takes its place', async () => {
  const [worker = 0] = await server.workers()
  process.kill(worker, 'SIGKILL')
  await line(`Worker (pid:${worker}) was sent SIGKILL! Perhaps out of memory?`)
  await until('its successor', async () => {
    const pids = (await shown('Age')).filter(card => card.includes(' ready ')).map(card => card.split(' ')[0])
    return pids.length === 2 && !pids.includes(String(worker))
  })
  await page.locator('figcaption', { hasText: 'Workers replaced in all 1' }).waitFor()
})

test('a reload is told from its begin to its end', async () => {
  server.signal('SIGHUP')
  await line('Hang up: Master')
  await line('Reload complete: generation 2 is serving')
})

test('a reload that is abandoned is told with its reason', async () => {
  app.write(`${source}\nthrow new Error('not today')`)
  server.signal('SIGHUP')
  await line(/Reload failed: .*still serving generation 2\..*not today/)
  app.write(source)
})

test('a worker that hangs is told, with its stack one click away', async () => {
  get({ ...server, path: '/hang' })
  await line(/WORKER TIMEOUT/)
  const item = page.locator('#events li', { hasText: 'WORKER TIMEOUT' })
  await item.locator('summary').click()
  const stack = await item.locator('pre').innerText()
  assert.match(stack, typeof WebSocket === 'undefined' ? /no stack: it takes Node 22 or later/ : /api/)
})

test('an overload is told once it begins, and when it is over', async () => {
  await Promise.all(Array.from({ length: 60 }, () => get({ ...server, path: '/compute' })))
  await line('Refusing requests (503)')
  await line(/Answering all requests again: \d+ were refused/)
})

test('nothing is wide beyond a screen of 320 pixels', async () => {
  await page.setViewportSize({ width: 320, height: 640 })
  // The charts follow in the next frame.
  await until('a page of that width', async () =>
    page.evaluate('document.documentElement.scrollWidth === innerWidth'),
  )
  await page.setViewportSize({ width: 1280, height: 720 })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe-core finds nothing to mend in its ${colorScheme} colours`, async () => {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
    const found = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    assert.deepEqual(
      found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
    )
  })
}

test('it asks no other host for anything, breaks no rule of its policy, and throws nothing', () => {
  assert.deepEqual(
    requested.filter(
      url => !url.startsWith(`http://localhost:${ports.adminPort}/`) && !url.startsWith('data:'),
    ),
    [],
  )
  assert.deepEqual(said, [])
})

test('it says when the server is gone, and takes up again when it is back', async () => {
  await server.stop()
  await page.getByText(/^No answer from the server since \d/).waitFor()
  await start()
  await page.getByText('Serving', { exact: true }).waitFor()
  await line(`Starting ${app.path}:api`)
  await line('Reload complete: generation 2 is serving')
  await until('the new workers alone', async () => {
    const pids = (await shown('Age')).map(card => Number(card.split(' ')[0]))
    return pids.join() === (await server.workers()).join()
  })
})

test('a page that was reached by another name is not shown', async () => {
  const stranger = await browser.newPage()
  const answer = await stranger.goto(`http://${hostName}:${ports.adminPort}/`)
  assert.equal(answer?.status(), 403)
  assert.match(await stranger.innerText('body'), new RegExp(`is not called ${hostName}.*--admin-host`))
})
