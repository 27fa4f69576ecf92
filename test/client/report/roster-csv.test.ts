import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gradeCsv } from '../../../client/report/roster-csv.ts'
import { grades } from './grades.ts'

test('CSV quotes what needs it, and defuses what a spreadsheet would run', () => {
  assert.deepEqual(gradeCsv(grades, ['GET /a', 'GET /b']), [
    'label,host,result,GET /a,GET /b,note\r',
    'ab12,vcm-1,pass,ok,ok,\r',
    'cd34,vcm-22,wrong,ok,500,"\'=HYPERLINK(""http://evil""),\\u001b[2J"\r',
  ])
})
