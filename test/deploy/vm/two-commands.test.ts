/** A new user: a fresh VM, and the commands at the top of docs/deploy.md after the clone; README.md has the second, too. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { run, startReadyVm, startVm } from './machine.ts'
import { newProject } from './project.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/deploy.md'), 'utf8')
const section = /## One command\n(.*?)\n## /s.exec(page)?.[1] ?? ''
const commands = [...section.matchAll(/^(npm .*)$/gm)].map(([, command = '']) => command)

test('from a clone and a fresh VM to every answer by two commands', async t => {
  // Its disk then has the base image, which a registry would have.
  await (await startReadyVm()).remove()
  const vm = await startVm()
  const project = newProject({ installed: false })
  try {
    assert.equal(commands.length, 2)
    let output = ''
    for (const command of commands) {
      const started = performance.now()
      const here = command.replace('vcm-3461.vm.duke.edu', vm.host)
      const ended = await run('sh', ['-c', here], { cwd: project.folder, env: vm.env })
      t.diagnostic(`${command}: ${Math.round((performance.now() - started) / 1000)} s`)
      assert.equal(ended.code, 0, ended.output)
      output = ended.output
    }
    assert.match(output, /\n14 calls: 6 ok, 8 skipped/)
  } finally {
    project.remove()
    await vm.remove()
  }
})
