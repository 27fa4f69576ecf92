/** docs/contract.md says of each key what it is, and its examples are read. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { callKeys, expectationKeys } from '../../../../client/plan/contract/keys.ts'
import { parseContract } from '../../../../client/plan/contract.ts'
import { project } from '../../../copy-of-project.ts'
import { blocksIn, readPage } from '../../../pages/page.ts'

const page = 'docs/contract.md'
const content = existsSync(join(project, page)) ? readPage(page) : ''

/** The rows of the table behind a comment, each as its cells. */
function rowsBehind(comment: string): string[][] {
  const table = content.split(`<!-- ${comment} -->\n`)[1]?.split('\n\n')[0] ?? ''
  return table
    .split('\n')
    .slice(2)
    .map(row => row.slice(2, -2).split(' | '))
}

describe('docs/contract.md', { skip: content === '' && 'there is none' }, () => {
  const tables: [comment: string, known: object, calls: (example: object) => object[]][] = [
    [
      'keys of a call',
      callKeys,
      example => [
        { method: 'GET', path: '/first' },
        { method: 'POST', path: '/', ...example },
      ],
    ],
    ['keys of expect', expectationKeys, expect => [{ method: 'GET', path: '/', expect }]],
  ]

  for (const [comment, known, calls] of tables) {
    const rows = rowsBehind(comment)

    test(`names the ${comment}, and no others`, () => {
      assert.deepEqual(rows.map(([key = '']) => key.slice(1, -1)).toSorted(), Object.keys(known).toSorted())
    })

    for (const [key = '', meaning, without, cell = ''] of rows) {
      test(`says what ${key} of the ${comment} means, and shows it`, () => {
        assert.ok(meaning && without)
        const example = JSON.parse(`{${cell.replace(/^`|`$/g, '')}}`)
        assert.ok(key.slice(1, -1) in example, cell)
        assert.ok(parseContract(JSON.stringify(calls(example)), page).length > 0)
      })
    }
  }

  const contracts = blocksIn(content).filter(({ language }) => language === 'json')
  for (const { line, text } of contracts) {
    test(`shows on line ${line} a contract that is read`, () => {
      assert.ok(parseContract(text, page).length > 0)
    })
  }
})
