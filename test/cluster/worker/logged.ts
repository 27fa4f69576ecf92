import type { TestContext } from 'node:test'
import { pino } from 'pino'
import { log } from '../../../src/log.ts'

/** The lines that the log of this process writes until the test ends. Its stdout, which they are kept from, is the report of the tests. */
export function logged(t: TestContext): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = []
  const { [pino.symbols.streamSym]: stream } = log as unknown as Record<
    symbol,
    { write: (line: string) => void }
  >
  if (stream === undefined) throw new Error('pino has no stream')
  t.mock.method(stream, 'write', (line: string) => void lines.push(JSON.parse(line)))
  const { level } = log
  log.level = 'info'
  t.after(() => {
    log.level = level
  })
  return lines
}
