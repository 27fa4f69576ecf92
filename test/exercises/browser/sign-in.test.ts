/** /docs of a table with a guard: a person signs in there, and writes, reads, changes and deletes a task. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { inChromium } from '../../browser/chromium.ts'

process.env.LOG_LEVEL = 'silent'
process.env.API_TOKEN = 'the-token-of-this-test'
const { app } = await import('../tasks-app.ts')

const { browser, port } = await inChromium(app)
let page: Page
let id: string

before(async () => {
  page = await browser.newPage()
  await page.goto(`http://localhost:${port}/docs`)
  await page.locator('.opblock').first().waitFor()
})

test('whoever has not signed in is refused', async () => {
  const { status } = await execute(await open('createTask'))
  assert.equal(status, '401')
})

test('Authorize takes the token', async () => {
  await page.getByRole('button', { name: 'Authorize' }).first().click()
  const dialog = page.locator('.dialog-ux')
  await dialog.locator('input').fill(process.env.API_TOKEN as string)
  await dialog.getByRole('button', { name: 'Apply credentials' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
})

test('then a task can be written', async () => {
  const { status, body } = await execute(operation('createTask'))
  assert.equal(status, '201')
  id = String(JSON.parse(body).id)
})

test('it can be read', async () => {
  const { status, body } = await execute(await open('readTask', { id }))
  assert.deepEqual([status, JSON.parse(body).title], ['200', 'Milk'])
})

test('it can be changed', async () => {
  const { status, body } = await execute(await open('changeTask', { id }))
  assert.deepEqual([status, JSON.parse(body).content], ['200', 'Two litres'])
})

test('it can be deleted', async () => {
  const { status } = await execute(await open('deleteTask', { id }))
  assert.equal(status, '204')
})

test('after that it is not found', async () => {
  const { status, body } = await execute(operation('readTask'))
  assert.deepEqual([status, JSON.parse(body).detail], ['404', `There is no task ${id}.`])
})

function operation(operationId: string): Locator {
  return page.locator(`.opblock[id$="-${operationId}"]`)
}

/** Opens an operation for trying out, and fills in its parameters. */
async function open(operationId: string, parameters: Record<string, string> = {}): Promise<Locator> {
  const opened = operation(operationId)
  await opened.locator('.opblock-summary-control').click()
  await opened.getByRole('button', { name: 'Try it out' }).click()
  for (const [name, value] of Object.entries(parameters))
    await opened.locator(`tr[data-param-name="${name}"] input`).fill(value)
  return opened
}

/** Sends what is filled in, and gives what the page shows of the answer. */
async function execute(opened: Locator): Promise<{ status: string; body: string }> {
  const [answered] = await Promise.all([
    page.waitForResponse(answer => answer.request().resourceType() === 'fetch'),
    opened.getByRole('button', { name: 'Execute' }).click(),
  ])
  const shown = opened.locator('.live-responses-table .response')
  const status = shown.locator('.response-col_status', { hasText: String(answered.status()) })
  await status.waitFor()
  const body = shown.locator('.response-col_description .microlight').first()
  return { status: await status.innerText(), body: answered.status() === 204 ? '' : await body.innerText() }
}
