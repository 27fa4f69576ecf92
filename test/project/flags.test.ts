/** The commands of package.json that tell what may be typed after them. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

function typed(script: string, ...flags: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...flags], {
    encoding: 'utf8',
  })
}

for (const script of ['demo', 'upgrade']) {
  test(`npm run ${script} -- --help prints its flags, and does nothing else`, () => {
    const { stdout, stderr, status } = typed(script, '--help')
    assert.match(stdout, new RegExp(`^npm run ${script} -- \\[--.*\\n\\n.*\\.\\n\\n( {2}--.*\\n)+$`))
    assert.equal(stderr, '')
    assert.equal(status, 0)
  })

  test(`npm run ${script} names a flag that it does not have, and those that it has`, () => {
    const { stdout, stderr, status } = typed(script, '--prot', '8080')
    assert.match(stderr, new RegExp(`^Unknown option '--prot'.*\\nnpm run ${script} -- \\[--`))
    assert.equal(stdout, '')
    assert.equal(status, 1)
  })
}
