import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { refuseFiles } from '../../../client/command-line/forgotten-flag.ts'
import { runClient } from '../run-client.ts'
import { temporaryFile } from '../temporary-file.ts'

const files: [name: string, flag: string][] = [
  ['teams.csv', '--roster'],
  ['teams', '--roster'],
  ['openapi.yaml', '--spec'],
  ['calls.json', '--contract'],
]

for (const [name, flag] of files) {
  test(`${name}, a file where a host is wanted, ends with 2 and ${flag}`, async t => {
    const path = await temporaryFile(t, name, 'vcm-1:5000\n')
    const { code, stdout, stderr } = await runClient([path])
    assert.deepEqual([code, stdout], [2, ''])
    assert.equal(stderr.split('\n')[0], `${path} is a file: npm run client -- ${flag} ${path}`)
  })
}

/** Works in a folder that has a file of this name. */
async function besideFile(t: TestContext, name: string): Promise<void> {
  const [folder, before] = [await mkdtemp(join(tmpdir(), 'client-')), process.cwd()]
  await writeFile(join(folder, name), 'vcm-1\n')
  process.chdir(folder)
  t.after(async () => {
    process.chdir(before)
    await rm(folder, { recursive: true })
  })
}

test('a name that no host can have is a file in this folder', async t => {
  await besideFile(t, 'teams.csv')
  await assert.rejects(refuseFiles(['teams.csv']), {
    name: 'UsageError',
    message: 'teams.csv is a file: npm run client -- --roster teams.csv',
  })
})

for (const host of ['localhost', '127.0.0.1', 'ip6-localhost.localhost:5000']) {
  test(`a file that is called ${host} leaves the host`, async t => {
    await besideFile(t, host)
    await refuseFiles([host])
  })
}

test('a name of which there is no file is a host', async () => {
  await refuseFiles(['', 'no-such-file.csv', 'vcm-1'])
})
