/** docs/requests.md as programs: the same lines in TypeScript and in Python, which print the value of every row. */
import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { serve } from '../servers.ts'

export interface Row {
  python: string
  typescript: string
  value: unknown
}

type Step = { language: string; block: string } | Row

const file = new URL('../../../docs/requests.md', import.meta.url)
export const page = existsSync(file) ? readFileSync(file, 'utf8') : ''
/** How a test of the page is skipped where somebody has no use for docs/. */
export const ofThePage = { skip: page === '' && 'there is no docs/requests.md' }
const steps = readSteps()

/** The rows that have a line in both languages and a value, in the page's order. */
export const rows = steps.filter(step => 'value' in step)

/** A program, to be run anywhere, that prints the rows' values as JSON, one a line. */
export function typescriptProgram(url: string): string {
  return steps
    .map(step => {
      if ('value' in step) return `console.log(JSON.stringify(${step.typescript}))`
      return step.language === 'ts' ? step.block : ''
    })
    .join('\n')
    .replaceAll('http://localhost:5000', url)
    .replace('./client/requests.ts', new URL('../../../client/requests.ts', import.meta.url).href)
}

/** The same in Python. */
export function pythonProgram(url: string): string {
  const lines = steps.map(step => {
    if ('value' in step) return `print(json.dumps(${step.python}))`
    return step.language === 'python' ? step.block : ''
  })
  return ['import json', ...lines].join('\n').replaceAll('http://localhost:5000', url)
}

/** The server that the page's lines call: the lecture's endpoints, an echo, a redirect and a cookie. */
export function servePage(t: TestContext): Promise<string> {
  return serve(t, async (req, res) => {
    const path = new URL(req.url ?? '/', 'http://unused').pathname
    const answer = answers[path] ?? (() => res.writeHead(404, 'NOT FOUND').end())
    answer(res, await text(req))
  })
}

const answers: Record<string, (res: ServerResponse, body: string) => void> = {
  '/name': res => sendJson(res, { name: 'Ada Lovelace' }),
  '/hello/Grace%20Hopper': res => sendJson(res, { message: 'Hello there, Grace Hopper' }),
  '/distance': (res, body) => {
    const { a, b } = JSON.parse(body)
    sendJson(res, { distance: Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2), a, b })
  },
  '/echo': (res, body) => res.end(body),
  '/old': res => res.writeHead(302, { location: '/name' }).end(),
  '/login': res => res.setHeader('set-cookie', 'id=42; Path=/').end(),
}

function sendJson(res: ServerResponse, value: unknown): void {
  res.setHeader('content-type', 'application/json; charset=utf-8').end(`${JSON.stringify(value)}\n`)
}

/** Code blocks, and table rows of two lines of code and a value in JSON. */
function readSteps(): Step[] {
  const found = page.matchAll(/^```(\w+)\n(.*?)^```$|^\| `([^|\n]+)` \| `([^|\n]+)` \| `([^|\n]+)` \|$/gms)
  return [...found].map(([, language, block = '', python = '', typescript = '', value = '']) => {
    return language === undefined ? { python, typescript, value: JSON.parse(value) } : { language, block }
  })
}
