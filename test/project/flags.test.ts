/** The commands of package.json that tell what may be typed after them. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import manifest from '#package' with { type: 'json' }

const scripts = (['bench', 'demo', 'faults', 'soak', 'upgrade'] as const).map(name => {
  const [, file = ''] = manifest.scripts[name].split('node --import tsx ')
  return { script: name, file }
})

for (const { script, file } of scripts.filter(({ file }) => existsSync(file))) {
  const typed = (...flags: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', file, ...flags], { encoding: 'utf8' })

  test(`npm run ${script} -- --help prints its flags, and does nothing else`, () => {
    const { stdout, stderr, status } = typed('--help')
    assert.match(stdout, new RegExp(`^npm run ${script} -- \\[--.*\\n\\n.*\\.\\n\\n( {2}--.*\\n)+$`))
    assert.equal(stderr, '')
    assert.equal(status, 0)
  })

  test(`npm run ${script} names a flag that it does not have, and those that it has`, () => {
    const { stdout, stderr, status } = typed('--prot', '8080')
    assert.match(stderr, new RegExp(`^Unknown option '--prot'.*\\nnpm run ${script} -- \\[--`))
    assert.equal(stdout, '')
    assert.equal(status, 1)
  })
}
