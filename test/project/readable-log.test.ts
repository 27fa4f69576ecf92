/** The end of `npm run dev`'s pipe, by itself. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'

const steering = '\u0007\b\f\r\u001b[2J\u007f\u009b2J\u2028\u202e\u2066'

/** What a person sees of such a log. */
async function readable(log: string): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/readable-log.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(log)
  return text(child.stdout)
}

const lineOf = (entry: object) =>
  `${JSON.stringify({ level: 'info', time: '2026-03-09T11:00:00.000Z', ...entry })}\n`

test('of what a caller sends, nothing steers the terminal, and all of it is seen', async () => {
  const output = await readable(
    lineOf({ method: 'GET', path: `/a${steering}`, status: 404, ms: 1, other: { [steering]: steering } }),
  )
  assert.match(output, /INFO: GET \/a\\u0007\\b\\f\\r\\u001b\[2J/)
  assert.match(output, /^[\n\u0020-\u007e\u2028\u202e\u2066]*$/)
})

test('a stack keeps its lines, and what is no line of the log stays as it is', async () => {
  const err = { type: 'Error', message: 'No', stack: 'Error: No\n    at C:\\new\\file.ts:1:1' }
  const output = await readable(
    `[tsx] again\n{ path: 'C:\\bin\\fast' }\n${lineOf({ level: 'error', msg: 'No', err })}`,
  )
  assert.match(output, /^\[tsx\] again\n\{ path: 'C:\\bin\\fast' \}\n/)
  assert.match(output, /Error: No\n +at C:\\new\\file\.ts:1:1\n/)
})

test('flags of npm run dev, which come here, are not passed over without a word', () => {
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/readable-log.ts', '--bind', ':8080'],
    {
      encoding: 'utf8',
      input: '',
    },
  )
  assert.match(
    stderr,
    /^npm run dev takes no flags, and passes over --bind :8080\. .* npm start -- --bind :8080\n$/,
  )
})
