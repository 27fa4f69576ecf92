/** Node's flags on paper; what a worker has of them is in fork.test.ts. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { heapShare } from '../../../src/cluster/container-limits.ts'
import { nodeFlags } from '../../../src/cluster/supervisor/node-flags.ts'

const limit = 512 * 2 ** 20
const heapFlag = `--max-old-space-size=${heapShare(limit, 4)}`
const youngHeapFlag = '--max-semi-space-size=4'

/** Of four workers. */
function flags({ hangStack = true, bytes = limit } = {}): string[] {
  return nodeFlags({ hangStack }, 4, bytes)
}

// Whoever runs the tests may have said something, too.
beforeEach(() => {
  process.env.NODE_OPTIONS = ''
})

test('to the flags of the supervisor come the share of the memory and how much of it new objects may take', () => {
  assert.deepEqual(flags(), [...process.execArgv, heapFlag, youngHeapFlag])
})

test('memory of which V8 takes no such share by itself is not told', () => {
  assert.deepEqual(flags({ bytes: 2 ** 50 }), [...process.execArgv, youngHeapFlag])
})

test('who says both is obeyed', () => {
  process.env.NODE_OPTIONS = '--max-old-space-size=100 --max-semi-space-size=8'
  assert.deepEqual(flags(), process.execArgv)
})

for (const said of ['--max-old-space-size=100', '--max_old_space_size=100']) {
  test(`${said} of NODE_OPTIONS is obeyed`, () => {
    process.env.NODE_OPTIONS = said
    assert.equal(flags().includes(heapFlag), false)
  })
}

for (const said of ['--max-semi-space-size=8', '--min_semi_space_size=8']) {
  test(`${said} of NODE_OPTIONS is obeyed`, () => {
    process.env.NODE_OPTIONS = `--no-warnings ${said}`
    assert.doesNotMatch(flags().join(' '), /semi/)
  })
}

test('a signal opens the inspector of no worker whose stack is not wanted, where Node can be told so', () => {
  const flag = '--disable-sigusr1'
  const canBeTold = process.allowedNodeEnvironmentFlags.has(flag)
  assert.equal(flags({ hangStack: false }).includes(flag), canBeTold)
  assert.equal(flags({ hangStack: true }).includes(flag), false)
})
