/** What /serving and /ready mean. */
import cluster from 'node:cluster'
import { type Fleet, readyWorkers } from './fleet.ts'
import { send } from './fork.ts'
import type { Supervisor } from './supervisor.ts'

/** Milliseconds that the workers have together to say whether they are ready. A probe has to wait a little longer. */
export const readyTimeout = 1000

/**
 * Why the server itself cannot be sent requests, or undefined if a worker serves. It can no longer once it has been told to
 * stop, although it answers until `--drain-delay` is over.
 */
export function whyNotServing(fleet: Fleet): string | undefined {
  if (fleet.phase !== 'serving') return 'the server has been told to stop'
  return readyWorkers(fleet).length > 0 ? undefined : 'no worker is ready yet'
}

/**
 * Why a load balancer should send no request here, or undefined if it may: a worker serves, and the app of at least one says
 * that it is ready. An app without a say in it is not asked, so that it is ready while all of its workers are stuck.
 */
export async function whyNotReady(
  supervisor: Pick<Supervisor, 'fleet' | 'questions'>,
): Promise<string | undefined> {
  const { fleet, questions } = supervisor
  const whyNot = whyNotServing(fleet)
  const workers = readyWorkers(fleet)
  if (whyNot !== undefined || workers.some(({ canBeAsked }) => !canBeAsked)) return whyNot
  lastQuestion += 1
  const question = lastQuestion
  const whyNotTheApp = firstYes(questions, question, workers.length).finally(() => questions.delete(question))
  for (const { id } of workers) send(cluster.workers?.[id], { type: 'ask', question })
  // Meanwhile it may have been told to stop.
  return (await whyNotTheApp) ?? whyNotServing(fleet)
}

let lastQuestion = 0

/** Waits until one says yes, all have said no, or the time is over; of several reasons the first counts. */
function firstYes(
  questions: Supervisor['questions'],
  question: number,
  asked: number,
): Promise<string | undefined> {
  return new Promise(resolve => {
    const reasons: string[] = []
    const silence = `no worker has said that it is ready within ${readyTimeout / 1000} s`
    const timer = setTimeout(() => end(reasons[0] ?? silence), readyTimeout)
    function end(whyNot: string | undefined): void {
      clearTimeout(timer)
      resolve(whyNot)
    }
    questions.set(question, no => {
      if (no === undefined) end(undefined)
      else if (reasons.push(no) === asked) end(reasons[0])
    })
  })
}
