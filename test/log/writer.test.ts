/** The writer of the log on real pipes and files, which are written to by a process of its own: fixtures/lines.ts. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openPipe } from '../cluster/pipe.ts'

const program = join(import.meta.dirname, 'fixtures/lines.ts')
const limit = { timeout: 120_000 }

type Entry = { msg?: string; line?: number; lines?: number }

/** Starts what logs so many lines, and answers on stderr how many it has lost. */
function start(t: TestContext, lines: number, stdout: 'pipe' | number): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', program, String(lines)], {
    stdio: ['pipe', stdout, 'pipe'],
  })
  t.after(() => child.kill('SIGKILL'))
  return child
}

/** What it says on stderr, which is a line when all lines are with the writer, and one at its end. */
async function told(child: ChildProcess): Promise<{ lost: number }> {
  const [text] = await once(child.stderr as NodeJS.ReadableStream, 'data')
  return JSON.parse(String(text))
}

function entries(text: string): Entry[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

/** What logs so many lines to a pipe, or to a socket. */
function startUnread(t: TestContext, lines: number, kind: 'pipe' | 'socket') {
  if (kind === 'socket') {
    const child = start(t, lines, 'pipe')
    return { child, out: child.stdout as NodeJS.ReadableStream }
  }
  const { reader, writer } = openPipe()
  const out = new Socket({ fd: reader, readable: true })
  t.after(() => out.destroy())
  const child = start(t, lines, writer)
  closeSync(writer)
  return { child, out }
}

/** All that it writes; it is not read before. */
async function textOf(out: NodeJS.ReadableStream, read: (text: string) => void = () => {}): Promise<string> {
  let text = ''
  for await (const part of out) {
    text += part
    read(text)
  }
  return text
}

for (const kind of ['pipe', 'socket'] as const) {
  test(
    `a ${kind} that nobody reads holds up nothing: 4 MiB is kept, and of more the newest lines are lost`,
    limit,
    async t => {
      const { child, out } = startUnread(t, 80_000, kind)
      const { lost } = await told(child)
      child.stdin?.end()
      const text = await textOf(out)
      const written = entries(text).filter(({ line }) => line !== undefined)
      assert.equal(written.length + lost, 80_000)
      assert.deepEqual(
        written.map(({ line }) => line),
        written.map((_, index) => index),
      )
      // Besides, a pipe itself holds some.
      assert.ok(text.length > 3.9 * 1024 ** 2 && text.length < 5 * 1024 ** 2, `${text.length} bytes`)
    },
  )
}

test('once it is read again the log says at that place how many lines are missing', limit, async t => {
  const { child, out } = startUnread(t, 80_000, 'pipe')
  const { lost } = await told(child)
  const isLost = /Lines of the log were lost here/
  let isSaid = false
  const reading = textOf(out, text => {
    if (!isSaid && isLost.test(text)) child.stdin?.write('more\n')
    isSaid ||= isLost.test(text)
  })
  await told(child)
  child.stdin?.end()
  const all = entries(await reading)
  const gap = all.findIndex(({ msg }) => isLost.test(msg ?? ''))
  assert.equal(all[gap]?.lines, lost)
  assert.equal((all[gap + 1]?.line ?? 0) - (all[gap - 1]?.line ?? 0), lost + 1)
})

const noFull = !existsSync('/dev/full') && 'there is no /dev/full'

test('a disk that is full ends nothing, and lines that do not fit are counted', {
  ...limit,
  skip: noFull,
}, async t => {
  const full = openSync('/dev/full', 'w')
  const child = start(t, 80_000, full)
  closeSync(full)
  const { lost } = await told(child)
  assert.ok(lost > 5000 && lost < 80_000, `${lost} lost`)
  child.stdin?.end()
  assert.deepEqual(await once(child, 'exit'), [0, null])
})

test('a file gets every line, in order', limit, async t => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = openSync(join(folder, 'log'), 'w')
  const child = start(t, 20_000, file)
  closeSync(file)
  assert.deepEqual(await told(child), { lost: 0 })
  child.stdin?.end()
  await once(child, 'exit')
  const written = entries(readFileSync(join(folder, 'log'), 'utf8'))
  assert.deepEqual(
    written.map(({ line }) => line),
    Array.from({ length: 20_000 }, (_, index) => index),
  )
})

test('nothing of a burst of many times what a pipe holds is lost to one who reads it', limit, async t => {
  const { child, out } = startUnread(t, 30_000, 'pipe')
  assert.deepEqual(await told(child), { lost: 0 })
  let isComplete = false
  const text = await textOf(out, soFar => {
    // Not before it is there: at its end, the process waits for its reader.
    if (!isComplete && soFar.includes('"line":29999')) child.stdin?.end()
    isComplete ||= soFar.includes('"line":29999')
  })
  assert.equal(entries(text).length, 30_000)
})

test('the end of the process waits for a reader that is only slow', limit, async t => {
  const { child, out } = startUnread(t, 3000, 'pipe')
  await told(child)
  child.stdin?.end()
  const written = entries(await textOf(out))
  assert.equal(written.length, 3000)
})
