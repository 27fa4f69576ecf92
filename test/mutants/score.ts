/** How many mutants the tests notice, and which ones they don't. */
import { type Mutant, survives } from './report.ts'

/** The part that is killed of those that are not equivalent, out of 100. One that ran into the timeout is killed. */
export function percentage(mutants: readonly Mutant[]): number {
  const counted = mutants.filter(({ status }) => status !== 'equivalent')
  const killed = counted.filter(mutant => !survives(mutant))
  return counted.length === 0 ? 100 : (killed.length / counted.length) * 100
}

/** A line for the folder, and one for each survivor. */
export function summary(folder: string, mutants: readonly Mutant[]): string {
  const count = (status: Mutant['status']) => mutants.filter(each => each.status === status).length
  const counts = (['killed', 'timed out', 'survived', 'equivalent'] as const).map(
    status => `${count(status)} ${status}`,
  )
  const survivors = mutants.filter(survives)
  return [
    `${folder}: ${percentage(mutants).toFixed(1)} % killed (${counts.join(', ')})`,
    ...survivors.map(
      ({ file, line, original, replacement }) => `  ${file}:${line}: ${original} → ${replacement}`,
    ),
  ].join('\n')
}
