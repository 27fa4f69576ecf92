/** The database that docs/lecture.md shows, beside the API of docker-compose.yml. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { blocksOf } from '../pages/page.ts'
import { newProject } from './docker.ts'

const project = await newProject('database')
const folder = mkdtempSync(join(tmpdir(), 'database-'))
const file = join(folder, 'database.yml')
const files = ['--file', 'docker-compose.yml', '--file', file]

after(async () => {
  await project.compose(...files, 'down', '--volumes')
  rmSync(folder, { recursive: true })
})

test('it starts, and keeps what it is told', async () => {
  const [service] = blocksOf('docs/lecture.md').filter(({ language }) => language === 'yaml')
  writeFileSync(file, service?.text ?? '')
  const up = await project.compose(...files, 'up', '--detach', '--wait', 'db')
  assert.equal(up.code, 0, up.stderr)

  const ask = (sql: string) =>
    project.compose(
      ...files,
      'exec',
      '-T',
      'db',
      'psql',
      '--username',
      'postgres',
      '--tuples-only',
      '--command',
      sql,
    )
  await ask('create table rates (rate int)')
  await ask('insert into rates values (80)')
  await project.compose(...files, 'restart', 'db')
  const again = await project.compose(...files, 'up', '--detach', '--wait', 'db')
  assert.equal(again.code, 0, again.stderr)
  assert.match((await ask('select rate from rates')).stdout, /80/)
})
