import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { automaticWorkers, cpuLimit, heapShare, memoryLimit } from '../../src/cluster/container-limits.ts'

/** A file system of its own with these files. */
function rootWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'cgroup-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

test('without cgroup files the machine has what it has', () => {
  const root = rootWith({})
  assert.equal(cpuLimit(root, 8), 8)
  assert.equal(memoryLimit(root), undefined)
})

test('a quota above the machine is no quota', () => {
  const root = rootWith({ 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': '1600000 100000\n' })
  assert.equal(cpuLimit(root, 2), 2)
})

test('a limit that is empty or 0 is none', () => {
  for (const nothing of ['', '0']) {
    const root = rootWith({
      'proc/self/cgroup': '0::/\n',
      'sys/fs/cgroup/cpu.max': `${nothing} 100000\n`,
      'sys/fs/cgroup/memory.max': `${nothing}\n`,
    })
    assert.equal(cpuLimit(root, 8), 8)
    assert.equal(memoryLimit(root), undefined)
  }
})

test('the tightest limit on the way up counts', () => {
  const root = rootWith({
    'proc/self/cgroup': '0::/system.slice/api.service\n',
    'sys/fs/cgroup/system.slice/api.service/cpu.max': 'max 100000\n',
    'sys/fs/cgroup/system.slice/cpu.max': '150000 100000\n',
    'sys/fs/cgroup/system.slice/memory.max': '1073741824\n',
    'sys/fs/cgroup/system.slice/api.service/memory.max': '536870912\n',
  })
  assert.equal(cpuLimit(root, 8), 1.5)
  assert.equal(memoryLimit(root), 512 * 2 ** 20)
})

test('a memory limit is read from cgroup v1, whose huge number means none', () => {
  const lines = '12:memory:/docker/0123\n'
  const path = 'sys/fs/cgroup/memory/memory.limit_in_bytes'
  assert.equal(memoryLimit(rootWith({ 'proc/self/cgroup': lines, [path]: '268435456\n' })), 268435456)
  assert.equal(
    memoryLimit(rootWith({ 'proc/self/cgroup': lines, [path]: '9223372036854771712\n' })),
    undefined,
  )
})

test('part of a CPU gets a worker too', () => {
  assert.deepEqual([0.25, 1, 1.5, 4].map(automaticWorkers), [1, 1, 2, 4])
})

test('the heaps of all workers and the supervisor fit into the memory limit', () => {
  for (const workers of [1, 2, 4]) {
    assert.ok(heapShare(512 * 2 ** 20, workers) * workers + 64 < 512)
  }
})

test('a heap is three quarters of an equal share, after 64 MB for the supervisor', () => {
  assert.equal(heapShare((64 + 4 * 200) * 2 ** 20, 4), 150)
})

test('a heap is never too small to start with', () => {
  assert.equal(heapShare(128 * 2 ** 20, 16), 32)
})
