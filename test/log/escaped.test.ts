import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { escaped } from '../../src/log/escaped.ts'
import { fitLine } from '../../src/log/line.ts'

/** DEL, C1 controls, Unicode's own line ends and marks of direction, the first and the last of each kind. */
const steering = '\u007f\u0080\u009f\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069'

test('what steers a terminal is escaped, and is the same to whoever parses the line', () => {
  const entry = { level: 'info', path: `/${steering}é`, [steering]: `"\\u009b"\u009b\n` }
  const line = escaped(`${JSON.stringify(entry)}\n`)
  assert.match(line, /^[\u0020-\u007eé]+\n$/)
  assert.match(
    line,
    /"\/\\u007f\\u0080\\u009f\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a\\u202e\\u2066\\u2069é"/,
  )
  assert.deepEqual(JSON.parse(line), entry)
})

test('the log writes its lines so', async () => {
  const program = `import { log, requestLog } from './src/log.ts'; for (const each of [log, requestLog]) each.info({ name: '${steering}' })`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  assert.match(stdout, /^([\u0020-\u007e]+\n){2}$/)
  for (const line of stdout.trim().split('\n')) assert.equal(JSON.parse(line).name, steering)
})

test('other letters stay as they are', () => {
  const line = '{"msg":"Grüße, 世界 👋"}\n'
  assert.equal(escaped(line), line)
})

test('a line that has to be cut is short with its escapes', () => {
  const line = fitLine(escaped(`${JSON.stringify({ level: 'info', msg: '\u009b'.repeat(2000) })}\n`))
  assert.match(line, /^[\u0020-\u007e…]+\n$/)
  assert.ok(Buffer.byteLength(line) < 4096)
  assert.match(JSON.parse(line).msg, /^\u009b+…$/)
})
