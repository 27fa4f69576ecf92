import assert from 'node:assert/strict'
import { chmod, mkdir, readdir, readFile, readlink, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openOutput } from '../../../client/command-line/output-file.ts'
import { temporaryFile } from '../temporary-file.ts'

test('until it is written, a file stays as it was, with none beside it', async t => {
  const path = await temporaryFile(t, 'page.html', 'before')
  const write = await openOutput(path)
  assert.equal(await readFile(path, 'utf8'), 'before')
  assert.deepEqual(await readdir(dirname(path)), ['page.html'])
  await write('after')
  assert.equal(await readFile(path, 'utf8'), 'after')
  assert.deepEqual(await readdir(dirname(path)), ['page.html'])
})

test('a file keeps its rights, and a link to it stays a link', async t => {
  const path = await temporaryFile(t, 'page.html', 'before')
  const link = join(dirname(path), 'link.html')
  await chmod(path, 0o600)
  await symlink(path, link)
  await (await openOutput(link))('after')
  assert.equal(await readlink(link), path)
  assert.equal(await readFile(path, 'utf8'), 'after')
  assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a folder that is not there, a folder and a device are refused', async t => {
  const folder = dirname(await temporaryFile(t, 'page.html', ''))
  await mkdir(join(folder, 'inner'))
  const refused: [path: string, reason: RegExp][] = [
    [join(folder, 'nowhere', 'page.html'), /nowhere\/page\.html: ENOENT: no such file or directory$/],
    [join(folder, 'inner'), /inner: there is something of that name that is no file$/],
    ['/dev/null', /null: there is something of that name that is no file$/],
  ]
  for (const [path, message] of refused) {
    await assert.rejects(openOutput(path), { name: 'UsageError', message })
  }
})
