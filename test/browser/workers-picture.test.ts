/** The picture in docs/lecture.md, of a server at work. `SAVE_PICTURES=1 npm test -- browser/workers` makes it anew, in a minute. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import { writeApp } from '../cluster/apps.ts'
import { startLoad } from '../cluster/faults/load.ts'
import { startServer } from '../cluster/server.ts'
import { project } from '../copy-of-project.ts'
import { inChromium } from './chromium.ts'
import { measuredApp } from './measured-app.ts'

const isToBeSaved = Boolean(process.env.SAVE_PICTURES)
const { browser } = await inChromium(express())
const server = await startServer({ app: `${writeApp(measuredApp).path}:api`, flags: ['--name', 'api'] })
after(() => server.stop())

test('the picture in docs/lecture.md is of the page of a server with four workers', async () => {
  const picture = join(project, 'docs/workers.png')
  const page = await browser.newPage({ viewport: { width: 1200, height: 1130 } })
  await page.goto(`http://localhost:${server.adminPort}/`)
  const load = startLoad(server, { count: 8 })
  if (isToBeSaved) await sleep(40_000)
  const [worker = 0] = await server.workers()
  process.kill(worker, 'SIGKILL')
  await page.locator('#events li', { hasText: `pid:${worker}` }).waitFor()
  if (isToBeSaved) await sleep(10_000)
  const now = await page.screenshot()
  await load.stop()
  if (isToBeSaved) writeFileSync(picture, now)
  assert.deepEqual(sizeOf(readFileSync(picture)), sizeOf(now))
})

/** The width and the height of a PNG, in pixels: https://www.w3.org/TR/png-3/#11IHDR */
function sizeOf(png: Buffer): [width: number, height: number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}
