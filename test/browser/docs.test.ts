import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { hostName, inChromium } from './chromium.ts'

process.env.LOG_LEVEL = 'silent'
const { app } = await import('../http/lecture.ts')

const { browser, port } = await inChromium(app)

for (const name of ['localhost', hostName]) {
  describe(`/docs at http://${name}`, () => {
    const requested: string[] = []
    const said: string[] = []
    let page: Page

    before(async () => {
      page = await browser.newPage()
      page.on('request', request => requested.push(request.url()))
      page.on('console', message => said.push(message.text()))
      page.on('pageerror', error => said.push(`Uncaught ${error.message}`))
      await page.goto(`http://${name}:${port}/docs`)
      await page.locator('.opblock').first().waitFor()
    })

    test('shows every operation of the document', async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/openapi.json`)
      const { paths } = (await answer.json()) as { paths: Record<string, object> }
      const described = Object.entries(paths).flatMap(([path, operations]) =>
        Object.keys(operations).map(method => `${method.toUpperCase()} ${path}`),
      )
      // A summary's lines are the method, the path and what it does; Swagger UI lets paths break with invisible spaces.
      const summaries = await page.locator('.opblock-summary').allInnerTexts()
      const shown = summaries.map(text =>
        text
          .replace(/\u200b/g, '')
          .split('\n')
          .slice(0, 2)
          .join(' '),
      )
      assert.ok(described.includes('POST /distance'))
      assert.deepEqual(shown.sort(), described.sort())
    })

    test('sends the example of POST /distance with "Try it out", and shows the answer', async () => {
      const operation = page.locator('.opblock', { hasText: '/distance' })
      await operation.locator('.opblock-summary-control').click()
      await operation.getByRole('button', { name: 'Try it out' }).click()
      await operation.getByRole('button', { name: 'Execute' }).click()
      const answer = operation.locator('.live-responses-table .response')
      assert.equal(await answer.locator('.response-col_status').innerText(), '200')
      const body = await answer.locator('.response-col_description .microlight').first().innerText()
      assert.deepEqual(JSON.parse(body), { distance: 3.605551275463989, a: [2, 4], b: [5, 6] })
    })

    test('asks no other host for anything', () => {
      assert.ok(requested.includes(`http://${name}:${port}/distance`))
      const elsewhere = requested.filter(
        url => !url.startsWith(`http://${name}:${port}/`) && !url.startsWith('data:'),
      )
      assert.deepEqual(elsewhere, [])
    })

    test('breaks no rule of its own security policy, and throws nothing', () => {
      const broken = said.filter(text => /Content.Security.Policy|Uncaught/i.test(text))
      assert.deepEqual(broken, [])
    })
  })
}

test('"Try it out" calls the API below the path of a proxy', async () => {
  const { pathProxy } = await import('../http/path-proxy.ts')
  const seen: string[] = []
  const proxy = createServer(pathProxy(port, '/course', seen)).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const page = await browser.newPage()
  await page.goto(`http://localhost:${(proxy.address() as AddressInfo).port}/course/docs`)
  const operation = page.locator('.opblock', { hasText: '/name' })
  await operation.locator('.opblock-summary-control').click()
  await operation.getByRole('button', { name: 'Try it out' }).click()
  await operation.getByRole('button', { name: 'Execute' }).click()
  const status = await operation.locator('.live-responses-table .response .response-col_status').innerText()
  proxy.close()
  proxy.closeAllConnections()
  assert.deepEqual([status, seen.at(-1)], ['200', '/course/name'])
})
