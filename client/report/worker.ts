import type { Result } from '../call.ts'

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
