import assert from 'node:assert/strict'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Failure } from '../../../src/cluster/failure.ts'
import { writePidFile } from '../../../src/cluster/supervisor/pid-file.ts'
import { serving } from '../serving.ts'

test('the pid file holds the process id of the supervisor, and is removed when it ends', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'pid-')), 'server.pid')
  await serving({ flags: ['--pid', path] }, async server => {
    assert.equal(readFileSync(path, 'utf8'), `${server.pid}\n`)
    server.signal('SIGTERM')
    await server.exited
    assert.equal(existsSync(path), false)
  })
})

test('a symbolic link at the path is replaced, and what it leads to stays', () => {
  for (const content of ['kept', `${process.ppid}\n`]) {
    const folder = mkdtempSync(join(tmpdir(), 'pid-'))
    const [path, other] = [join(folder, 'server.pid'), join(folder, 'other')]
    writeFileSync(other, content)
    symlinkSync('other', path)
    const remove = writePidFile(path)
    assert.ok(lstatSync(path).isFile())
    assert.equal(readFileSync(path, 'utf8'), `${process.pid}\n`)
    assert.equal(readFileSync(other, 'utf8'), content)
    remove()
    assert.deepEqual(readdirSync(folder), ['other'])
  }
})

test('a pid file that cannot be written is an error, and leaves nothing beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pid-'))
  mkdirSync(join(folder, 'server.pid'))
  assert.throws(() => writePidFile(join(folder, 'server.pid')), Failure)
  assert.deepEqual(readdirSync(folder), ['server.pid'])
})

test('a pid file of a process that runs is left to it', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'pid-')), 'server.pid')
  writeFileSync(path, `${process.ppid}\n`)
  assert.throws(() => writePidFile(path), /Already running/)
})
