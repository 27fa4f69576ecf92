/** The client's container under docker-compose.override.yml: what it may do. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newProject, succeed } from './docker.ts'
import { runFromTmp, statusField, writablePlaces } from './look-around.ts'

const project = await newProject('client')
let id: string

before(async () => {
  // In place of the client, which would have ended before anybody looked.
  const wait = ['-e', 'setInterval(() => {}, 1000)']
  const run = ['run', '--detach', '--no-deps', '--entrypoint', 'node', 'client', ...wait]
  const { code, stdout, stderr } = await project.compose(...run)
  assert.equal(code, 0, stderr)
  // What it prints before is the build.
  id = stdout.trim().split('\n').at(-1) ?? ''
})

after(async () => {
  await succeed(['rm', '--force', id])
  await project.remove()
})

async function inside<T>(script: string): Promise<T> {
  return JSON.parse(await succeed(['exec', id, 'node', '-e', script]))
}

test('it runs as the user node', async () => {
  assert.deepEqual([...new Set(await inside<string[]>(statusField('Uid')))], ['1000'])
})

test('it has no capability, and can get none', async () => {
  assert.deepEqual([...new Set(await inside<string[]>(statusField('CapBnd')))], ['0000000000000000'])
  assert.deepEqual([...new Set(await inside<string[]>(statusField('NoNewPrivs')))], ['1'])
})

test('its root is read-only, and it can write to /tmp alone', async () => {
  assert.deepEqual(await inside<string[]>(writablePlaces), ['/tmp'])
})

test('what it writes to /tmp cannot be run', async () => {
  assert.equal(await inside<string>(runFromTmp), 'EACCES')
})

test('its memory and its number of processes are bounded, and it has no shared memory', async () => {
  const format = '{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.IpcMode}}'
  const limits = await succeed(['inspect', '--format', format, id])
  assert.match(limits, /^[1-9]\d* [1-9]\d* none$/m)
})
