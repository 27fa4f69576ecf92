import assert from 'node:assert/strict'
import cluster from 'node:cluster'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { build } from './build.ts'

test('as the worker of another cluster it says in one line what to do, and exits 1', {
  timeout: 60_000,
}, async t => {
  const { exec, args } = {
    exec: `${build()}/src/cluster/cli.js`,
    args: ['--bind', '127.0.0.1:0', 'main.js:app'],
  }
  cluster.setupPrimary({ exec, args, execArgv: [], silent: true })
  const worker = cluster.fork()
  t.after(() => worker.process.kill('SIGKILL'))
  const { stdout, stderr } = worker.process
  assert.ok(stdout && stderr)
  const [[code], said, logged] = await Promise.all([once(worker, 'exit'), text(stderr), text(stdout)])
  assert.equal(code, 1)
  assert.match(
    said,
    /^Error: .* a worker of another cluster.* PM2: fork mode and one instance.* --workers N .*\.\n$/,
  )
  assert.equal(logged, '')
})
