import { type Logger, pino } from 'pino'
import { escaped } from './log/escaped.ts'
import { fitLine } from './log/line.ts'
import { openStdout } from './log/stdout.ts'
import { createWriter } from './log/writer.ts'
import { redactHeaders } from './redaction.ts'

const writer = createWriter(openStdout(), lines => {
  log.warn({ lines }, 'Lines of the log were lost here: nobody read it for a while, or its disk was full')
})
process.on('exit', writer.finish)

/**
 * The program's log: one JSON object a line on stdout, each written whole and at once, so that the last lines of a worker that
 * is about to die are not lost. A log that cannot be written, since its disk is full or nobody reads, holds up nothing.
 *
 * It leaves out the headers that prove who somebody is, wherever they occur.
 * LOG_LEVEL (trace, debug, info, warn, error, fatal or silent) sets how much; `info` unless set.
 */
export const log: Logger = createLog(writer.write)

/** The same log for a line about each request. Those of one turn of the event loop leave together before it waits again. */
export const requestLog: Logger = createLog(writer.writeSoon)

/** How many lines this process has lost, because they could not be written. */
export const lostLines = writer.lost

function createLog(write: (line: string) => void): Logger {
  return pino(
    {
      level: isLevel(process.env.LOG_LEVEL) ? process.env.LOG_LEVEL : 'info',
      base: { pid: process.pid },
      timestamp: isoTime(),
      formatters: { level: label => ({ level: label }) },
    },
    { write: line => write(fitLine(escaped(redactHeaders(line)))) },
  )
}

/** The time in ISO 8601, made anew once a millisecond: a busy worker writes many lines in one. */
function isoTime(): () => string {
  let lastTime = 0
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== lastTime) text = `,"time":"${new Date(now).toISOString()}"`
    lastTime = now
    return text
  }
}

function isLevel(name: string | undefined): name is string {
  return name !== undefined && (name === 'silent' || name in pino.levels.values)
}
