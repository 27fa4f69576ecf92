import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bars } from '../../../../client/report/page/bars.ts'
import { sourceOf } from '../../../../client/report/page/markup.ts'
import { grades } from '../grades.ts'

test('each endpoint has a bar, with how many hosts answer it as they should', () => {
  const found = sourceOf(bars(grades, ['GET /a', 'GET /b'])).match(/<meter.*?<\/meter>/g)
  assert.deepEqual(found, [
    '<meter max="2" value="2" aria-label="GET /a: 2 of 2">2 of 2</meter>',
    '<meter max="2" value="1" aria-label="GET /b: 1 of 2">1 of 2</meter>',
  ])
})
