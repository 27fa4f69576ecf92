import type { ServerResponse } from 'node:http'
import type { Line, Sample, Second, Start } from '../../page/sent.ts'
import { followLines, lastLines } from '../journal.ts'
import type { Supervisor } from '../supervisor.ts'
import { currentStatus } from './current-status.ts'
import type { Samples } from './samples.ts'

/** Milliseconds after which a browser asks again, when the server has gone. */
const retry = 1000

export type Watchers = {
  /** Sends all that happens to this response until its client leaves. */
  add(response: ServerResponse): Promise<void>
  /** Sends them a second; without watchers nothing is done. */
  tell(sample: Sample): Promise<void>
}

/**
 * Those who look at the page, by Server-Sent Events. Each event is made once, for all of them. Who has not taken one before the
 * next comes is dropped, as nothing is kept for a slow one: its browser asks again, and starts anew.
 */
export function createWatchers(
  supervisor: Pick<Supervisor, 'fleet' | 'questions'>,
  samples: Samples,
): Watchers {
  const watching = new Set<ServerResponse>()
  followLines(line => send('line', line))

  function send(event: 'second' | 'line', content: Second | Line): void {
    if (watching.size === 0) return
    const text = eventText(event, content)
    for (const response of watching) {
      if (response.writableNeedDrain) response.destroy()
      else response.write(text)
    }
  }

  return {
    async add(response) {
      const start: Start = {
        app: supervisor.fleet.current.options.name,
        node: process.versions.node,
        pid: process.pid,
        status: await currentStatus(supervisor),
        samples: samples.all(),
        lines: lastLines(),
      }
      response.write(`retry: ${retry}\n${eventText('start', start)}`)
      watching.add(response)
      response.on('close', () => watching.delete(response))
    },
    async tell(sample) {
      if (watching.size > 0) send('second', { status: await currentStatus(supervisor), sample })
    },
  }
}

/** JSON has no line end of its own, so one `data` line holds it. */
function eventText(event: 'start' | 'second' | 'line', content: Start | Second | Line): string {
  return `event: ${event}\ndata: ${JSON.stringify(content)}\n\n`
}
