#!/usr/bin/env bash
# undici 7.30.2 and Node's own fetch, with a server that closes idle connections, as most do after some seconds.
#
# Most people expect a kept connection that the server has closed to be let go before the next request; Python's urllib3 looks whether
# one was dropped before it takes it. undici learns it from the event loop alone: after synchronous work that took longer than the
# server waits, the next fetch writes to the closed connection and fails, be it a GET. After two turns of the event loop it opens a
# new one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund undici@7.30.2

cat > calls.mjs << 'PROGRAM'
import { once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { fetch as packaged } from 'undici'

const server = new Worker(
  `const { parentPort } = require('node:worker_threads')
  const server = require('node:http').createServer((req, res) => {
    res.end('here')
    clearTimeout(req.socket.idle)
    req.socket.idle = setTimeout(() => req.socket.destroy(), 100)
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`,
  { eval: true },
)
const [port] = await once(server, 'message')
const work = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)

for (const [name, get] of Object.entries({ undici: packaged, node: fetch })) {
  const call = () => get(`http://127.0.0.1:${port}/`).then(answer => answer.text(), () => 'failed')
  for (const turns of [0, 2]) {
    await call()
    await call()
    work()
    for (let count = 0; count < turns; count += 1) await turn()
    console.log(name, 'after', turns, 'turns:', await call())
  }
}
await server.terminate()
PROGRAM

expected='undici after 0 turns: failed
undici after 2 turns: here
node after 0 turns: failed
node after 2 turns: here'
seen=$(node calls.mjs)
printf 'Node %s\n%s\n' "$(node --version)" "$seen"
[ "$seen" = "$expected" ] || { printf 'This has changed. It was:\n%s\n' "$expected"; exit 1; }
