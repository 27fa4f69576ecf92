import assert from 'node:assert/strict'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { until } from '../cluster/wait.ts'

const { showProgress } = await import(join(import.meta.dirname, '../../deploy/progress.ts'))

/** What a terminal of 30 columns, or a pipe, is sent. */
function stream(isTTY: boolean) {
  let written = ''
  const terminal = Object.assign(new PassThrough(), { isTTY, columns: 30 })
  terminal.setEncoding('utf8').on('data', text => {
    written += text
  })
  return { terminal: terminal as unknown as NodeJS.WriteStream, written: () => written }
}

test('a terminal shows how long a step takes and what it printed last, as far as a line has room', async () => {
  const { terminal, written } = stream(true)
  const progress = showProgress(terminal)
  progress.heard('first line\nStep 4/9: installing\u001b[1m all packages of the image\n\n')
  await until('a line of progress', () => /\d s · /.test(written()))
  progress.end()
  const [, line = ''] = /\u001b\[2K( {2}\d+ s · [^\r]+)/.exec(written()) ?? []
  assert.match(line, /^ {2}\d+ s · Step 4\/9: installing/)
  assert.equal(line.length, 29)
})

test('at the end the line is erased', async () => {
  const { terminal, written } = stream(true)
  const progress = showProgress(terminal)
  await until('a line of progress', () => written() !== '')
  progress.end()
  await until('an erased line', () => written().endsWith('\r\u001b[2K'))
})

test('what is no terminal is sent nothing', () => {
  const { terminal, written } = stream(false)
  const progress = showProgress(terminal)
  progress.heard('a line')
  progress.end()
  assert.equal(written(), '')
})
