import type { Line, Second, Start } from './sent.ts'

/** Milliseconds without a word after which the server counts as gone: it speaks once a second. */
const patience = 2500

/** Milliseconds until it is asked again, where the browser does not do that by itself. */
const pause = 1000

export type Watcher = {
  onStart(start: Start): void
  onSecond(second: Second): void
  onLine(line: Line): void
  /** @param since when it was last heard; undefined if never */
  onSilence(since: Date | undefined): void
}

/** Follows the server's events, for as long as the page is open: also after it was gone, and says when it is. */
export function watch(watcher: Watcher): void {
  let heardAt: Date | undefined
  let alarm: number | undefined

  function heard(): void {
    heardAt = new Date()
    clearTimeout(alarm)
    alarm = setTimeout(() => watcher.onSilence(heardAt), patience)
  }

  function connect(): void {
    const events = new EventSource('events')
    const on = <Content>(name: string, take: (content: Content) => void) =>
      events.addEventListener(name, ({ data }: MessageEvent<string>) => {
        heard()
        take(JSON.parse(data))
      })
    on('start', watcher.onStart)
    on('second', watcher.onSecond)
    on('line', watcher.onLine)
    events.addEventListener('error', () => {
      watcher.onSilence(heardAt)
      if (events.readyState === EventSource.CLOSED) setTimeout(connect, pause)
    })
  }
  connect()
}
