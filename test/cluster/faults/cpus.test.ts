import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { automaticWorkers, cpuLimit } from '../../../src/cluster/container-limits.ts'

const machine = 4
const limits = [
  { cpus: '0.25', workers: 1 },
  { cpus: '0.5', workers: 1 },
  { cpus: '1', workers: 1 },
  { cpus: '1.5', workers: 2 },
  { cpus: 'max', workers: machine },
]

for (const { cpus, workers } of limits) {
  test(`T25 auto workers: cgroup v2 with ${cpus} CPUs gives ${workers}`, () => {
    const quota = cpus === 'max' ? 'max' : String(Number(cpus) * 100_000)
    assert.equal(
      workersOn({ 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': `${quota} 100000\n` }),
      workers,
    )
  })

  test(`T25 auto workers: cgroup v1 with ${cpus} CPUs gives ${workers}`, () => {
    const quota = cpus === 'max' ? '-1' : String(Number(cpus) * 100_000)
    assert.equal(
      workersOn({
        'proc/self/cgroup': '5:cpu,cpuacct:/docker/0123456789ab\n1:name=systemd:/docker/0123456789ab\n',
        'sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': `${quota}\n`,
        'sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
      }),
      workers,
    )
  })
}

/** The automatic number of workers on a machine of four CPUs with these files. */
function workersOn(files: Readonly<Record<string, string>>): number {
  const root = mkdtempSync(join(tmpdir(), 'cgroup-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(join(root, path), content)
    }
    return automaticWorkers(cpuLimit(root, machine))
  } finally {
    rmSync(root, { recursive: true })
  }
}
