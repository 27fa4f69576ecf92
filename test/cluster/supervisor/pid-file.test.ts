import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Failure } from '../../../src/cluster/failure.ts'
import { writePidFile } from '../../../src/cluster/supervisor/pid-file.ts'
import { serving } from '../serving.ts'

/** In a folder of its own. */
function newPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'pid-')), 'server.pid')
}

test('the pid file holds the process id of the supervisor, and is removed when it ends', async () => {
  const path = newPath()
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
  for (const path of ['server.pid', 'no-folder/server.pid'])
    assert.throws(() => writePidFile(join(folder, path)), Failure)
  assert.deepEqual(readdirSync(folder), ['server.pid'])
})

test('a pid file of a process that runs is left to it', () => {
  const path = newPath()
  writeFileSync(path, `${process.ppid}\n`)
  assert.throws(() => writePidFile(path), /Already running/)
})

const ofNobody = {
  'a process that has ended': String(spawnSync(process.execPath, ['--version']).pid),
  'an earlier process of the same id, as in a container': String(process.pid),
  'nobody that can be read': 'soon\n',
}
for (const [whom, content] of Object.entries(ofNobody)) {
  test(`a pid file of ${whom} is replaced`, () => {
    const path = newPath()
    writeFileSync(path, content)
    writePidFile(path)
    assert.equal(readFileSync(path, 'utf8'), `${process.pid}\n`)
  })
}

test('a pid file that has become that of another server meanwhile stays at the end', () => {
  const path = newPath()
  const remove = writePidFile(path)
  writeFileSync(path, `${process.ppid}\n`)
  remove()
  assert.equal(readFileSync(path, 'utf8'), `${process.ppid}\n`)
})

test('a pid file that somebody has removed meanwhile is nothing to speak of', () => {
  const path = newPath()
  const remove = writePidFile(path)
  rmSync(path)
  assert.doesNotThrow(remove)
})
