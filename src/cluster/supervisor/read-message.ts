/**
 * Which messages of a worker are the server's own. The app in it may send by the same channel (`process.send('ready')`, as PM2
 * wants it), so that whatever comes is looked at before it is believed: the supervisor outlives anything that it is told.
 */
import { exitCodes } from '../failure.ts'
import type { FromPreparing, FromWorker, RetireReason } from '../messages.ts'

type Fields = Record<string, unknown>

/** The message, or undefined if it is none that a worker of this server sends. */
export function readFromWorker(sent: unknown): FromWorker | undefined {
  const isOne =
    isFields(sent) && isText(sent.type) && Object.hasOwn(kinds, sent.type) && kinds[sent.type]?.(sent)
  return isOne ? (sent as FromWorker) : undefined
}

/** The message, or undefined if it is none that a process sends which prepares. */
export function readFromPreparing(sent: unknown): FromPreparing | undefined {
  const isOne = isFields(sent) && (sent.type === 'prepared' || (sent.type === 'failed' && isFailed(sent)))
  return isOne ? (sent as FromPreparing) : undefined
}

const kinds: Record<string, (sent: Fields) => boolean> = {
  boot: ({ inspectorPort: port }) => port === undefined || (isCount(port) && port > 0 && port < 65536),
  ready: ({ urls, canBeAsked, capacity }) =>
    isList(urls, isText) &&
    typeof canBeAsked === 'boolean' &&
    (capacity === undefined ||
      (isFields(capacity) && isCount(capacity.openFiles) && isCount(capacity.connections))),
  failed: isFailed,
  heartbeat: ({ heartbeat }) =>
    isFields(heartbeat) &&
    counts.every(name => isCount(heartbeat[name])) &&
    isAmount(heartbeat.eventLoopDelay) &&
    typeof heartbeat.isFull === 'boolean',
  answer: ({ question, no }) => isCount(question) && (no === undefined || isText(no)),
  metrics: ({ metrics }) => isList(metrics, isMetric),
  retire: ({ reason }) => reasons.includes(reason as RetireReason),
  room: () => true,
}

const counts = ['requests', 'refused', 'open', 'inFlight', 'lostLines', 'residentMemory']
const reasons: readonly RetireReason[] = ['max-requests', 'memory', 'open-files', 'sigterm']
const failures: readonly unknown[] = [exitCodes.configuration, exitCodes.bootFailed, exitCodes.noSuchApp]

function isFailed({ exitCode, reason }: Fields): boolean {
  return failures.includes(exitCode) && isText(reason)
}

/** By which several workers' values become one (prom-client's own names). */
const aggregators = ['sum', 'first', 'omit', 'average', 'min', 'max']

/** One that prom-client can add up and print. JSON has made null of a value that is no finite number. */
function isMetric(metric: unknown): boolean {
  if (!isFields(metric)) return false
  const { name, help, type, aggregator, values } = metric
  const isNamed = isText(name) && /^[a-zA-Z_:][\w:]*$/.test(name)
  if (!isNamed || !isText(help) || !isText(type) || !aggregators.includes(aggregator as string)) return false
  return isList(
    values,
    sample =>
      isFields(sample) &&
      isFields(sample.labels) &&
      (sample.value == null || typeof sample.value === 'number'),
  )
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isAmount(value: unknown): value is number {
  return Number.isFinite(value) && Number(value) >= 0
}

function isCount(value: unknown): value is number {
  return isAmount(value) && Number.isInteger(value)
}
