import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
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
