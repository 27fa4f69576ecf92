/**
 * deploy/ imports nothing of the server: it writes down by itself which fields of the admin port it reads. The compiler
 * compares them with what the server sends, here and not in a file of its own, since a fork may delete deploy/.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { project } from '../copy-of-project.ts'

const comparison = `
  import type * as deploy from ${JSON.stringify(join(project, 'deploy/runner.ts'))}
  import type * as server from ${JSON.stringify(join(project, 'src/cluster/page/sent.ts'))}

  type LastReload = NonNullable<server.Status['lastReload']>
  /** What deploy/ask-server.cjs reads, which has no types. */
  type Asked = {
    generation: number | null
    workers: { generation: number }[]
    lastReload: { at: string; outcome: string } | null
  }
  /** It waits for the end of a reload. */
  type Ended = LastReload & { outcome: Exclude<LastReload['outcome'], 'in progress'> }

  export const status = (sent: server.Status): deploy.Status => sent
  export const asked = (sent: server.Status): Asked => sent
  export const reload = (sent: Ended): deploy.Reload => sent
`
const ofDeploy = { skip: !existsSync(join(project, 'deploy')) && 'there is no deploy/' }

test('deploy/ reads from the admin port what the server sends', ofDeploy, () => {
  const folder = mkdtempSync(join(tmpdir(), 'admin-port-'))
  const settings = {
    extends: join(project, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(project, 'node_modules/@types')] },
    files: ['comparison.mts'],
    include: [],
  }
  writeFileSync(join(folder, 'comparison.mts'), comparison)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
  const tsc = join(project, 'node_modules/typescript/bin/tsc')
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '--project', folder], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  assert.equal(stdout + stderr, '')
})
