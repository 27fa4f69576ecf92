import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync } from 'node:fs'
import { test } from 'node:test'
import { build } from '../cluster/build.ts'
import { openPipe } from '../cluster/pipe.ts'

test('after the log was opened on a pipe, a package below a symbolic link is one package', async () => {
  // The packages of what is built for the tests are below such a link.
  const program = `await import('${build()}/src/log.js'); await import('${build()}/src/main.js'); process.exit()`
  const { reader, writer } = openPipe()
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', writer, 'inherit'],
  })
  closeSync(writer)
  assert.deepEqual(await once(child, 'exit'), [0, null])
  closeSync(reader)
})
