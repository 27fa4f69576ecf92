import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { Express } from 'express'
import { type Browser, chromium } from 'playwright-core'

/** A name of this machine as a class knows its VMs; the others lead nowhere, as on a machine without the internet. */
export const hostName = 'vcm-3461.vm.duke.edu'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Serves an app, and starts Chromium; both end after the tests of the file. */
export async function inChromium(app: Express): Promise<{ browser: Browser; port: number }> {
  assert.ok(
    existsSync(executablePath),
    `This test needs Chromium; there is none at ${executablePath} (CHROMIUM).`,
  )
  const names = `MAP ${hostName} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost`
  const browser = await chromium.launch({ executablePath, args: [`--host-resolver-rules=${names}`] })
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  after(async () => {
    await browser.close()
    server.close()
    server.closeAllConnections()
  })
  return { browser, port: (server.address() as AddressInfo).port }
}
