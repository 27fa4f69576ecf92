import type { Result } from '../call.ts'
import { oneLine } from '../untrusted.ts'

/** Width of the longest bar. */
const barWidth = 24

/** Which of a server's processes answered, as its X-Served-By header names it; most servers name none. */
export function workerOf({ answer }: Result): string | undefined {
  return answer?.headers.get('x-served-by') || undefined
}

/** How many answers each worker gave, in the order of their names, 2 before 10; empty if the server names none. */
export function countByWorker(results: Result[]): [worker: string, answers: number][] {
  const counts = new Map<string, number>()
  for (const worker of results.map(workerOf)) {
    if (worker !== undefined) counts.set(worker, (counts.get(worker) ?? 0) + 1)
  }
  return [...counts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
}

/** The same in lines for people, with a bar for each. */
export function workerBars(results: Result[]): string[] {
  const workers = countByWorker(results).map(([name, count]) => ({ name: oneLine(name, 40), count }))
  if (workers.length === 0) return []
  const most = Math.max(...workers.map(({ count }) => count))
  const width = Math.max(...workers.map(({ name }) => name.length))
  const bars = workers.map(({ name, count }) => {
    const bar = '█'.repeat(Math.max(1, Math.round((barWidth * count) / most)))
    return `  ${name.padEnd(width)}  ${bar.padEnd(barWidth)}  ${count}`
  })
  return ['served by', ...bars]
}
