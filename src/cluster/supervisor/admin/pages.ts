import type { ServerResponse } from 'node:http'
import { whyNotReady, whyNotServing } from '../readiness.ts'
import type { Supervisor } from '../supervisor.ts'
import { answer, begin } from './answer.ts'
import { currentStatus } from './current-status.ts'
import { pageFiles } from './page-files.ts'
import type { Watchers } from './watchers.ts'

type Page = (response: ServerResponse) => Promise<void> | void

/** The paths that people and programs ask for; the page asks for the others by itself. */
export const named = ['/', '/live', '/serving', '/ready', '/status', '/metrics']

/** What the admin port answers, by path. */
export function adminPages(
  supervisor: Pick<Supervisor, 'fleet' | 'metrics' | 'questions'>,
  watchers: Watchers,
): Map<string, Page> {
  const { fleet, metrics } = supervisor
  const pages: Record<string, Page> = {
    ...pageFiles,
    '/live': response => answer(response, 200, 'text/plain', 'live\n'),
    '/serving': response => answerWhyNot(response, 'serving', whyNotServing(fleet)),
    '/ready': async response => answerWhyNot(response, 'ready', await whyNotReady(supervisor)),
    async '/status'(response) {
      const status = await currentStatus(supervisor)
      answer(response, 200, 'application/json', `${JSON.stringify(status, null, 2)}\n`)
    },
    async '/metrics'(response) {
      answer(response, 200, 'text/plain; version=0.0.4', await metrics.render(fleet, performance.now()))
    },
    '/events'(response) {
      begin(response, 200, 'text/event-stream')
      return response.req.method === 'HEAD' ? void response.end() : watchers.add(response)
    },
  }
  return new Map(Object.entries(pages))
}

function answerWhyNot(response: ServerResponse, what: string, whyNot: string | undefined): void {
  if (whyNot === undefined) answer(response, 200, 'text/plain', `${what}\n`)
  else answer(response, 503, 'text/plain', `not ${what}: ${whyNot}\n`)
}
