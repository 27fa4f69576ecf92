/**
 * Every flag, once: --help, --print-config, the environment, the configuration file and the error messages all come from
 * this table. Names, and what they mean, are gunicorn's where gunicorn has them.
 */
import { type Address, parseAddress } from './address.ts'
import { automaticWorkers } from './container-limits.ts'

export type Flag<Value> = {
  /** What is typed after the two dashes; differs from the table's key only in being hyphenated, unless gunicorn's does. */
  readonly long?: string
  readonly short?: string
  /** Stands for the value in --help. A flag without one is a switch, which `--no-…` turns off. */
  readonly value?: string
  readonly repeats?: boolean
  readonly env?: string
  readonly fromEnv?: (text: string) => string
  readonly default: string
  readonly help: string
  /** Turns the text into the value; throws an Error that says what the flag takes. */
  readonly parse: (text: string) => Value
}

/** pino's levels, and gunicorn's two names that differ. */
const logLevels: Record<string, string> = {
  ...{ trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'fatal' },
  ...{ warning: 'warn', critical: 'fatal', silent: 'silent' },
}

export const flags = {
  bind: {
    ...{ short: 'b', value: 'ADDRESS', repeats: true, default: '0.0.0.0:5000' },
    ...{ env: 'PORT', fromEnv: (port: string) => `0.0.0.0:${port}` },
    help: 'Where to listen: HOST, HOST:PORT, :PORT, [IPV6]:PORT, unix:PATH, fd://NUMBER; may be repeated',
    parse: (text: string): Address[] => text.split(',').map(parseAddress),
  },
  backlog: {
    ...{ value: 'INT', default: '2048', parse: integer(1) },
    help: 'Connections that may wait to be accepted; the kernel may allow fewer',
  },
  workers: {
    ...{ short: 'w', value: 'INT|auto', env: 'WEB_CONCURRENCY', default: 'auto' },
    help: 'Worker processes; auto is one per CPU that the container may use',
    parse: (text: string) => (text === 'auto' ? automaticWorkers() : integer(1, ', or auto')(text)),
  },
  timeout: {
    ...{ short: 't', value: 'SECONDS', default: '30', parse: seconds },
    help: 'A worker whose event loop is stuck for longer is killed and replaced; 0 never',
  },
  gracefulTimeout: {
    ...{ value: 'SECONDS', default: '30', parse: seconds },
    help: 'Time to finish requests before a stopping worker is killed',
  },
  bootTimeout: {
    ...{ value: 'SECONDS', default: '30', parse: seconds },
    help: 'Time for a new worker to load the app',
  },
  keepAlive: {
    ...{ value: 'SECONDS', default: '5', parse: seconds },
    help: "How long an idle connection is kept; make it longer than your proxy's (75 behind nginx or an AWS ALB)",
  },
  maxRequests: {
    ...{ value: 'INT', default: '0', parse: integer(0) },
    help: 'Requests after which a worker is replaced; 0 never',
  },
  maxRequestsJitter: {
    ...{ value: 'INT', default: '0', parse: integer(0) },
    help: 'Up to as many more at random, so that workers are not replaced together',
  },
  maxWorkerMemory: {
    ...{ value: 'MB', default: '0', parse: integer(0) },
    help: 'Resident memory above which a worker is replaced; 0 never',
  },
  limitRequestLine: {
    ...{ value: 'BYTES', default: '4094', parse: integer(1) },
    help: 'Longest request line; longer: 414',
  },
  limitRequestFields: {
    ...{ value: 'INT', default: '100', parse: integer(1) },
    help: 'Most header fields in a request; more: 431',
  },
  limitRequestFieldSize: {
    ...{ long: 'limit-request-field_size', value: 'BYTES', default: '16384', parse: integer(1) },
    help: 'Largest header, all fields together, as Node counts it; larger: 431',
  },
  headersTimeout: {
    ...{ value: 'SECONDS', default: '60', parse: seconds },
    help: 'Time for a client to send a whole request header; slower: 408',
  },
  requestTimeout: {
    ...{ value: 'SECONDS', default: '300', parse: seconds },
    help: 'Time for a client to send a whole request; slower: 408; 0 no limit',
  },
  forwardedAllowIps: {
    ...{ value: 'LIST', env: 'FORWARDED_ALLOW_IPS', default: '', parse: (text: string) => text },
    help: 'Proxies whose X-Forwarded-… headers the app may believe: addresses, or *; none by default',
  },
  accessLog: {
    ...{ env: 'ACCESS_LOG', default: '1', parse: toggle },
    help: 'A log line for each request',
  },
  logLevel: {
    ...{ value: 'LEVEL', env: 'LOG_LEVEL', default: 'info' },
    help: 'trace, debug, info, warn(ing), error, fatal (critical) or silent',
    parse: (text: string) =>
      logLevels[text.toLowerCase()] ?? refuse(`takes one of ${Object.keys(logLevels).join(', ')}`),
  },
  pid: {
    ...{ short: 'p', value: 'FILE', default: '', parse: (text: string) => text },
    help: "File for the supervisor's process id",
  },
  name: {
    ...{ short: 'n', value: 'NAME', default: '', parse: (text: string) => text },
    help: 'Name in the process list; MODULE:EXPORT unless given',
  },
  admin: {
    ...{ value: 'ADDRESS', default: '' },
    help: 'Where to answer /live, /ready, /status and /metrics; nowhere by default',
    parse: (text: string): Address | undefined => (text === '' ? undefined : parseAddress(text)),
  },
  drainDelay: {
    ...{ value: 'SECONDS', default: '0', parse: seconds },
    help: 'After SIGTERM, go on serving for so long while /ready says 503',
  },
  hangStack: {
    ...{ default: '1', parse: toggle },
    help: 'Log the JavaScript stack of a stuck worker, through its inspector on 127.0.0.1 (Node 22 or later)',
  },
  config: {
    ...{ short: 'c', value: 'FILE', default: '', parse: (text: string) => text },
    help: 'JSON file with these settings by their long names; SIGHUP reads it again',
  },
} satisfies Record<string, Flag<unknown>>

/** Flags that are not settings but ask for something else than serving. */
export const commands = {
  checkConfig: { help: 'Check the settings, load the app, and exit: 0 if all is well, else 1' },
  printConfig: { help: 'Print every setting and where it comes from, and exit' },
  help: { short: 'h', help: 'Print this, and exit' },
  version: { short: 'v', help: 'Print the version, and exit' },
} satisfies Record<string, { short?: string; help: string }>

/** Flags of gunicorn that have no meaning here, and why. */
export const absent: { names: string[]; why: string }[] = [
  {
    names: ['k', 'worker-class'],
    why: 'every worker is an event loop, which is what gevent and uvicorn workers are',
  },
  {
    names: ['threads'],
    why: 'a worker answers many requests at once on its event loop. For more CPU, add --workers',
  },
  {
    names: ['worker-connections'],
    why: 'a busy worker accepts nothing, so connections go to the others by themselves',
  },
  { names: ['preload'], why: 'Node cannot fork a process that has already loaded the app' },
  { names: ['reload', 'reload-extra-file'], why: 'npm run dev restarts on save' },
  { names: ['D', 'daemon'], why: 'run it under screen, systemd or Docker' },
  { names: ['u', 'g', 'user', 'group'], why: 'start it as the user and group it should run as' },
  {
    names: ['access-logfile', 'access-logformat', 'error-logfile', 'log-file', 'capture-output'],
    why: 'the log is JSON on stdout; --no-access-log leaves out the line for each request',
  },
  { names: ['statsd-host', 'statsd-prefix'], why: '--admin serves /metrics for Prometheus' },
  { names: ['certfile', 'keyfile'], why: 'let a proxy in front, such as Caddy or nginx, speak TLS' },
]

/** The spelling on the command line of a key of the tables above. */
export function longName(key: string, flag: { long?: string } = {}): string {
  return flag.long ?? key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

function integer(least: number, orElse = ''): (text: string) => number {
  return text => {
    const valid = /^\d{1,9}$/.test(text) && Number(text) >= least
    return valid ? Number(text) : refuse(`takes a whole number from ${least}${orElse}`)
  }
}

/** Seconds, decimals allowed, to milliseconds. */
function seconds(text: string): number {
  return /^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) * 1000 : refuse('takes seconds, such as 30 or 0.5')
}

function toggle(text: string): boolean {
  if (['1', 'true', 'yes', 'on'].includes(text)) return true
  return ['0', 'false', 'no', 'off'].includes(text) ? false : refuse('takes 1 or 0')
}

function refuse(why: string): never {
  throw new Error(why)
}
