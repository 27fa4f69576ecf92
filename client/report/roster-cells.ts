import { isFailure, type Result } from '../call.ts'
import type { Grade } from '../run/grade.ts'

/** The endpoints that a roster has columns for, in the order of the calls. */
export function columnsOf(calls: { name: string }[]): string[] {
  return [...new Set(calls.map(call => call.name))]
}

/** One word for all calls of an endpoint: the worst of them. */
export function cell(results: Result[], column: string): string {
  const ofColumn = results.filter(({ call }) => call.name === column)
  const unchecked = ofColumn.find(({ verdict }) => verdict !== 'ok')
  return (ofColumn.find(isFailure) ?? unchecked ?? ofColumn[0])?.word ?? '-'
}

/** How many hosts answer an endpoint as they should. */
export function cellsOk(grades: Grade[], column: string): number {
  return grades.filter(({ results }) => cell(results, column) === 'ok').length
}
