import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { countOpenFiles, mostConnections, openFilesLimit } from '../../src/cluster/open-files.ts'

function limits(line: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'limits-')), 'limits')
  writeFileSync(file, `Limit                     Soft Limit           Hard Limit           Units\n${line}\n`)
  return file
}

test('the limit of this process is the one that its shell tells', () => {
  const told = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' })
  assert.equal(openFilesLimit(), Number(told))
})

test('where there is no limit, or no file that tells it, it is unknown', () => {
  assert.equal(
    openFilesLimit(limits('Max open files            256                  4096                 files')),
    256,
  )
  assert.equal(
    openFilesLimit(limits('Max open files            unlimited            unlimited            files')),
    undefined,
  )
  assert.equal(openFilesLimit('/nowhere/limits'), undefined)
})

test('a file that is open counts as one', () => {
  const before = countOpenFiles()
  const file = openSync('/dev/null', 'r')
  assert.equal(countOpenFiles(), before + 1)
  closeSync(file)
})

test('half of what is not open is for connections, or all but 1,000, and one at least', () => {
  assert.equal(mostConnections(256, 26), 115)
  assert.equal(mostConnections(1024, 24), 500)
  assert.equal(mostConnections(20_000, 30), 18_970)
  assert.equal(mostConnections(20, 30), 1)
})
