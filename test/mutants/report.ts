/** What a run of Stryker says became of each mutant. */

export interface Mutant {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly original: string
  readonly replacement: string
  readonly status: 'killed' | 'timed out' | 'survived' | 'equivalent'
  /** Tells it from the other mutants of its file, in one run as in the next. */
  readonly key: string
  /** As Stryker takes it: line:column-line:column, the lines from 1 and the columns from 0. */
  readonly range: string
}

export function survives({ status }: Mutant): boolean {
  return status === 'survived'
}

/** Reads what Stryker found of a file. @param report its JSON */
export function mutantsIn(report: string, file: string): Mutant[] {
  const { source, mutants } = JSON.parse(report).files[file] ?? { source: '', mutants: [] }
  const lines: string[] = source.split('\n')
  return (mutants as Reported[])
    .filter(({ status }) => status in statuses)
    .map(({ location: { start, end }, replacement, status }) => {
      // It reports columns from 1, and takes them from 0.
      const range = `${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`
      const original = between(lines, start, end)
      return {
        file,
        line: start.line,
        original,
        replacement: oneLine(replacement),
        status: statuses[status] as Mutant['status'],
        key: `${range} ${replacement}`,
        range,
      }
    })
}

interface Position {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

interface Reported {
  readonly location: { readonly start: Position; readonly end: Position }
  readonly replacement: string
  readonly status: string
}

/** A mutant that makes the tests fail to load is one they notice; those that Stryker left out are not listed. */
const statuses: Record<string, Mutant['status']> = {
  Killed: 'killed',
  RuntimeError: 'killed',
  Timeout: 'timed out',
  Survived: 'survived',
  NoCoverage: 'survived',
}

function between(lines: readonly string[], start: Position, end: Position): string {
  const taken = lines.slice(start.line - 1, end.line)
  const last = taken.length - 1
  taken[last] = (taken[last] ?? '').slice(0, end.column - 1)
  taken[0] = (taken[0] ?? '').slice(start.column - 1)
  return oneLine(taken.join('\n'))
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}
