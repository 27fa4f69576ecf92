/** What the page of the admin port keeps in memory, by Chromium's own search: somebody may leave it open for weeks. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import express from 'express'
import type { CDPSession } from 'playwright-core'
import { writeApp } from '../cluster/apps.ts'
import { startServer } from '../cluster/server.ts'
import { inChromium } from './chromium.ts'
import { measuredApp } from './measured-app.ts'

/** As many lines as the server keeps. */
const kept = 200

const { browser } = await inChromium(express())
const server = await startServer({ app: `${writeApp(measuredApp).path}:api`, workers: 1 })
after(() => server.stop())

const page = await browser.newPage()
await page.goto(`http://localhost:${server.adminPort}/`)
await page.locator('#charts canvas').nth(3).waitFor()
const chromium = await page.context().newCDPSession(page)

test('however many lines come, no list of them grows beyond what is shown', async () => {
  // uPlot has one that does not grow.
  const before = await longLists()
  await page.evaluate(`import('/events.js').then(({ showLines }) => {
    for (let index = 0; index < ${5 * kept}; index += 1)
      showLines([{ time: new Date(index).toISOString(), level: 'info', text: 'line ' + index }])
  })`)
  assert.equal(await page.locator('#events li').count(), kept)
  assert.deepEqual(await longLists(), before)
})

test('charts that were drawn in other colours are let go', async () => {
  for (const colorScheme of ['dark', 'light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate('new Promise(requestAnimationFrame)')
  }
  const shown = await page.locator('#charts canvas').count()
  assert.equal((await ofAll(chromium, 'HTMLCanvasElement.prototype', 'width')).length, shown)
})

/** The lengths of the sets and maps that have more than is shown. */
async function longLists(): Promise<number[]> {
  const sets = await ofAll(chromium, 'Set.prototype', 'size')
  const maps = await ofAll(chromium, 'Map.prototype', 'size')
  return [...sets, ...maps].filter(size => size > kept)
}

/** A figure of each object in the page's memory, once what nobody holds has been thrown away. */
async function ofAll(session: CDPSession, prototype: string, figure: string): Promise<number[]> {
  const { result: of } = await session.send('Runtime.evaluate', { expression: prototype })
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: of.objectId ?? '' })
  const { result } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: `function () { return this.map(found => found['${figure}']) }`,
    objectId: objects.objectId ?? '',
    returnByValue: true,
  })
  return result.value
}
