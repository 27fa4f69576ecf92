/** A page of another origin sees the status of what the server itself refuses, where the app allows its origin. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import express from 'express'
import type { Page } from 'playwright-core'
import { writeApp } from '../cluster/apps.ts'
import { type Server, startServer } from '../cluster/server.ts'
import { hostName, inChromium } from './chromium.ts'

const pages = express().get(
  '/',
  (_req, res) => void res.type('html').send('<!doctype html><title>page</title>'),
)
const { browser, port } = await inChromium(pages)
const allowed = `http://localhost:${port}`

/** What the package `cors` does, for the same origins: it answers preflights, and names the origin in each answer. */
const source = `
export const corsOrigins = ['${allowed}', 'https://pages.example.org']
export const api = (request, response) => {
  const { origin } = request.headers
  if (corsOrigins.includes(origin)) response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Vary', 'Origin')
  if (request.method !== 'OPTIONS') return app(request, response)
  response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'])
  response.writeHead(204).end()
}`

let server: Server
let page: Page

before(async () => {
  server = await startServer({ app: `${writeApp(source).path}:api`, workers: 1 })
  page = await browser.newPage()
})
after(() => server.stop())

/** The status that a script of a page at this origin sees; 'CORS error' if the browser hides it. */
async function seenFrom(origin: string, path: string, headers: Record<string, string> = {}) {
  await page.goto(origin)
  return page.evaluate(
    ([url, headers]) =>
      fetch(url, { headers }).then(
        ({ status }) => status,
        () => 'CORS error',
      ),
    [`http://localhost:${server.port}${path}`, headers] as const,
  )
}

/** Requests that only the app may answer, and those that the server refuses before it. */
const calls: [path: string, headers: Record<string, string>, status: number][] = [
  ['/', {}, 200],
  [`/${'a'.repeat(5000)}`, {}, 414],
  ['/', { 'x-long': 'a'.repeat(20_000) }, 431],
]

for (const [path, headers, status] of calls) {
  test(`a page of an allowed origin sees the ${status} of ${path.slice(0, 9)} with ${Object.keys(headers).length} headers`, async () => {
    assert.equal(await seenFrom(allowed, path, headers), status)
  })

  test(`a page of another origin sees no ${status} of ${path.slice(0, 9)} with ${Object.keys(headers).length} headers`, async () => {
    assert.equal(await seenFrom(`http://${hostName}:${port}`, path, headers), 'CORS error')
  })
}
