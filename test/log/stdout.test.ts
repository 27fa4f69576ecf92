import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { build } from '../cluster/build.ts'

test('after the log was opened on a pipe or a socket, a package below a symbolic link is one package', async () => {
  // The packages of what is built for the tests are below such a link.
  const program = `await import('${build()}/src/log.js'); await import('${build()}/src/http.js')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.resume()
  assert.deepEqual(await once(child, 'exit'), [0, null])
})
