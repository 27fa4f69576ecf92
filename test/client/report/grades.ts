import type { Grade } from '../../../client/run/grade.ts'
import { result } from './results.ts'

/** A roster of one host that passes and one that does not, whose words would harm a spreadsheet and a terminal. */
export const grades: Grade[] = [
  {
    entry: { host: 'vcm-1', label: 'ab12' },
    baseUrl: '',
    verdict: 'pass',
    note: '',
    results: [result({ path: '/a' }), result({ path: '/b' })],
  },
  {
    entry: { host: 'vcm-22', label: 'cd34' },
    baseUrl: '',
    verdict: 'wrong',
    note: '=HYPERLINK("http://evil"),\u001b[2J',
    results: [
      result({ path: '/a' }),
      result({ path: '/b' }),
      result({ path: '/b' }, { verdict: 'wrong', word: '500' }),
    ],
  },
]
