/** The tests, on a machine that has Docker and no Node. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newProject } from './docker.ts'

const project = await newProject('suite')

after(() => project.remove())

for (const command of [[], ['npm', 'test', '--', 'all']]) {
  test(`${['docker compose run --rm test', ...command].join(' ')} passes`, async () => {
    const { code, stdout, stderr } = await project.compose('run', '--rm', '--build', 'test', ...command)
    const failures = stdout.slice(stdout.indexOf('✖ failing tests'))
    assert.equal(code, 0, failures + stderr)
    assert.match(stdout, /^ℹ pass [1-9]\d*$/m)
    assert.match(stdout, /^ℹ fail 0$/m)
  })
}
