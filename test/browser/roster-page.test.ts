/** The page that the client writes of a roster, as a browser shows it from the disk. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import express, { type Request, type Response } from 'express'
import type { Page } from 'playwright-core'
import { runClient } from '../client/run-client.ts'
import { freePort } from '../cluster/wait.ts'
import { inChromium } from './chromium.ts'

/** Would end the cell, run, load and turn, if it were read as HTML. */
const hostile = `</dd></details></td></table><script>document.title='run'</script><img src="http://127.0.0.1:9/x"
onerror="document.title='run'">"'&amp;\u001b[2J\u202e`

/** A server of each team, below a path of its name. */
const teams = express()
teams.use(express.json())
teams.get('/:team/name', ({ params: { team } }, response) => {
  if (team === 'hostile') response.type('text').send(hostile)
  else response.json({ name: 'Ada Lovelace' })
})
teams.get('/:team/hello/:person', ({ params: { team, person } }, response) => {
  const comma = team.startsWith('comma') ? '' : ','
  response.json({ message: `Hello there${comma} ${person}` })
})
teams.post('/:team/distance', ({ params: { team }, body: { a, b } }: Request, response: Response) => {
  if (team === 'raises') response.status(500).end()
  else response.json({ distance: Math.hypot(a[0] - b[0], a[1] - b[1]), a, b })
})

const { browser, port } = await inChromium(teams)
const folder = mkdtempSync(join(tmpdir(), 'roster-page-'))
after(() => rmSync(folder, { recursive: true }))

const requested: string[] = []
const said: string[] = []
let page: Page

/** Of the table of hosts, in order. */
const rows = () => page.locator('table.all tbody tr')
const rowOf = (team: string) => rows().filter({ has: page.getByRole('rowheader', { name: team }) })

before(async () => {
  const host = (team: string) => `127.0.0.1:${port}/${team}`
  const roster = [
    `right,${host('right')}`,
    `nobody,127.0.0.1:${await freePort()}`,
    ...['raises', 'comma-1', 'hostile', 'comma-2'].map(team => `${team},${host(team)}`),
    `<b>bold</b>,${host('bold')}`,
  ]
  const path = join(folder, 'page.html')
  const { stdout, stderr } = await runClient(['--roster', '-', '--allow-local', '--html', path], {
    input: `team,host\n${roster.join('\n')}\n`,
  })
  assert.match(stdout, /7 hosts: 2 pass, 4 wrong, 1 unreachable/, stderr)
  page = await browser.newPage()
  page.on('request', request => requested.push(request.url()))
  page.on('console', message => said.push(message.text()))
  page.on('pageerror', error => said.push(`Uncaught ${error.message}`))
  await page.goto(pathToFileURL(path).href)
})

describe('the page of a roster', () => {
  test('has the wrong hosts first, then those that do not answer, then those that pass, else the order of the roster', async () => {
    const names = await rows().locator('th').allInnerTexts()
    assert.deepEqual(
      names.map(name => name.split('\n')[0]),
      ['raises', 'comma-1', 'hostile', 'comma-2', 'nobody', 'right', '<b>bold</b>'],
    )
    const verdicts = await rows().locator('td:nth-child(2)').allInnerTexts()
    assert.deepEqual(verdicts, [...Array(4).fill('wrong'), 'unreachable', 'pass', 'pass'])
  })

  test('says of each endpoint how many pass it, in words and as a bar', async () => {
    const bars = await page.locator('table.bars tbody tr').all()
    const shown = bars.map(async bar => [
      await bar.locator('th').innerText(),
      await bar.locator('meter').getAttribute('value'),
      await bar.locator('td').last().innerText(),
    ])
    assert.deepEqual(await Promise.all(shown), [
      ['GET /name', '5', '5 of 7'],
      ['GET /hello', '4', '4 of 7'],
      ['POST /distance', '5', '5 of 7'],
    ])
  })

  test('has the most common fault first, with links to its hosts', async () => {
    const group = page.locator('.groups > li').first()
    assert.equal(
      await group.locator('p').first().innerText(),
      '2: GET /hello/<name>: message: expected "Hello there, John McCarthy", got "Hello there John McCarthy"',
    )
    await group.getByRole('link', { name: 'comma-2' }).click()
    assert.match(await page.locator('tr:target').innerText(), /^comma-2/)
  })

  test('a cell opens by keyboard to what was sent, expected and got, and to what to do about it', async () => {
    const cell = rowOf('raises').locator('details', { has: page.getByText('500', { exact: true }) })
    const request = cell.getByText('{"a":[2,4],"b":[5,6]}').first()
    assert.equal(await request.isVisible(), false)
    await cell.locator('summary').focus()
    await page.keyboard.press('Enter')
    await request.waitFor({ state: 'visible' })
    const [first = ''] = await cell.locator('dl').allInnerTexts()
    assert.match(
      first,
      /^Request\nPOST \/distance\n\{"a":\[2,4\],"b":\[5,6\]\}\nExpected\nstatus 200\n\{"distance":3\.60/,
    )
    assert.match(
      first,
      /\nGot\n500 Internal Server Error\nWrong\nthe handler raised an exception; .*\nHint\nThe log is /,
    )
  })

  test('shows an answer that is markup as the text that it is', async () => {
    const cell = rowOf('hostile').locator('details').first()
    await cell.locator('summary').click()
    const shown = await cell.locator('dd').nth(2).innerText()
    assert.equal(shown, `200 OK\n${hostile.replace('\u001b', '\\u001b').replace('\u202e', '\\u202e')}`)
    assert.equal(await page.locator('script, img, b b').count(), 0)
    assert.equal(await page.title(), 'the roster: 2 of 7 pass')
  })

  test('is no wider than a phone, and only its table scrolls', async () => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.evaluate("for (const cell of document.querySelectorAll('details')) cell.open = true")
    const widths: unknown = await page.evaluate(
      "[document.documentElement, document.querySelector('.scroll')].map(box => [box.clientWidth, box.scrollWidth])",
    )
    const [[seen, whole], [seenOfTable, wholeTable]] = widths as [[number, number], [number, number]]
    assert.deepEqual([seen, whole], [320, 320])
    assert.ok(wholeTable > seenOfTable, `${wholeTable} px of the table in ${seenOfTable}`)
    await page.setViewportSize({ width: 1280, height: 720 })
  })

  test('asks nobody for anything, and breaks no rule of its own policy', () => {
    assert.deepEqual(
      requested.filter(url => !url.startsWith('file://')),
      [],
    )
    assert.deepEqual(said, [])
    assert.ok(requested.length > 0)
  })

  test('has its style, which the policy allows', async () => {
    assert.equal(await page.evaluate("getComputedStyle(document.querySelector('.counts')).display"), 'flex')
  })
})
