/** What ssh is told, by a program of that name which writes it down; against a real sshd it is in vm/. */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const { connect } = await import(join(import.meta.dirname, '../../deploy/ssh.ts'))

test('neither the agent nor the screen of whoever deploys is lent to the VM, in any of the connections', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-'))
  const [program, told] = [join(folder, 'ssh'), join(folder, 'told')]
  writeFileSync(program, `#!/bin/sh\necho "$*" >> '${told}'\n`)
  chmodSync(program, 0o755)
  process.env.PATH = `${folder}:${process.env.PATH}`
  const vm = await connect('me@vm')
  await vm.run('true')
  await vm.follow('true')
  const calls = readFileSync(told, 'utf8')
    .split('\n')
    .filter(call => call.includes('bash -c'))
  assert.equal(calls.length, 3)
  for (const call of calls) assert.match(call, /-o ForwardAgent=no -o ForwardX11=no/)
})
