import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countOn } from '../../../client/report/count.ts'

function counted(isTTY: boolean): string {
  let written = ''
  const write = (text: string) => {
    written += text
  }
  const count = countOn({ isTTY, write }, 3)
  for (let host = 0; host < 3; host += 1) count()
  return written
}

test('a terminal shows how many hosts are done, until all are', () => {
  assert.equal(counted(true), '\r1/3\r2/3\r\u001b[K')
})

test('what is no terminal gets no count', () => {
  assert.equal(counted(false), '')
})
