/**
 * Every flag, once: --help, --print-config, the environment, the configuration file and the error messages all come from
 * this table. Names, and what they mean, are gunicorn's where gunicorn has them.
 */
import {
  addresses,
  type Flag,
  integer,
  logLevel,
  privateAddress,
  seconds,
  text,
  toggle,
  workers,
} from './flag-types.ts'

export const flags = {
  bind: {
    short: 'b',
    value: 'ADDRESS',
    repeats: true,
    default: '0.0.0.0:5000',
    env: 'PORT',
    fromEnv: (port: string) => `0.0.0.0:${port}`,
    help: 'Where to listen: HOST, HOST:PORT, :PORT, [IPV6]:PORT, unix:PATH, fd://NUMBER; may be repeated',
    parse: addresses,
  },
  backlog: {
    value: 'INT',
    default: '2048',
    parse: integer(1),
    help: 'Connections that may wait to be accepted; the kernel may allow fewer',
  },
  workers: {
    short: 'w',
    value: 'INT|auto',
    env: 'WEB_CONCURRENCY',
    default: 'auto',
    help: 'Worker processes; auto is one per CPU that the container may use',
    parse: workers,
  },
  timeout: {
    short: 't',
    value: 'SECONDS',
    default: '30',
    parse: seconds,
    help: 'A worker whose event loop is stuck for longer is killed and replaced; 0 never',
  },
  gracefulTimeout: {
    value: 'SECONDS',
    default: '30',
    parse: seconds,
    help: 'Time to finish requests before a stopping worker is killed',
  },
  bootTimeout: {
    value: 'SECONDS',
    default: '30',
    parse: seconds,
    help: 'Time for a new worker to load the app',
  },
  prepareTimeout: {
    value: 'SECONDS',
    default: '300',
    parse: seconds,
    help: "Time for the app's prepare(), before the first worker and before each reload; 0 no limit",
  },
  keepAlive: {
    value: 'SECONDS',
    default: '5',
    parse: seconds,
    help: "How long an idle connection is kept; make it longer than your proxy's (75 behind nginx or an AWS ALB)",
  },
  maxRequests: {
    value: 'INT',
    default: '0',
    parse: integer(0),
    help: 'Requests after which a worker is replaced; 0 never',
  },
  maxRequestsJitter: {
    value: 'INT',
    default: '0',
    parse: integer(0),
    help: 'Up to as many more at random, so that workers are not replaced together',
  },
  maxWorkerMemory: {
    value: 'MB',
    default: '0',
    parse: integer(0),
    help: 'Resident memory above which a worker is replaced; 0 never',
  },
  limitRequestLine: {
    value: 'BYTES',
    default: '4094',
    parse: integer(1),
    help: 'Longest request line; longer: 414',
  },
  limitRequestFields: {
    value: 'INT',
    default: '100',
    parse: integer(1),
    help: 'Most header fields in a request; more: 431',
  },
  limitRequestFieldSize: {
    long: 'limit-request-field_size',
    value: 'BYTES',
    default: '16384',
    parse: integer(1),
    help: 'Largest header, all fields together, as Node counts it; larger: 431',
  },
  headersTimeout: {
    value: 'SECONDS',
    default: '60',
    parse: seconds,
    help: 'Time for a client to send a whole request header; slower: 408',
  },
  requestTimeout: {
    value: 'SECONDS',
    default: '300',
    parse: seconds,
    help: 'Time for a client to send a whole request; slower: 408; 0 no limit',
  },
  sendTimeout: {
    value: 'SECONDS',
    default: '120',
    parse: seconds,
    help: 'A client that takes nothing of its answer for as long is dropped; 0 never',
  },
  maxLoopDelay: {
    value: 'SECONDS',
    default: '1',
    parse: seconds,
    help: 'A worker whose event loop is later than that refuses further requests: 503; 0 never',
  },
  forwardedAllowIps: {
    value: 'LIST',
    env: 'FORWARDED_ALLOW_IPS',
    default: '',
    parse: text,
    help: 'Proxies whose X-Forwarded-… headers the app may believe: addresses, unix (a Unix socket), or *; none by default',
  },
  accessLog: {
    env: 'ACCESS_LOG',
    default: '1',
    parse: toggle,
    help: 'A log line for each request',
  },
  servedBy: {
    env: 'SERVED_BY',
    default: '0',
    parse: toggle,
    help: 'An X-Served-By header in each answer: the number and the process id of the worker that gave it',
  },
  logLevel: {
    value: 'LEVEL',
    env: 'LOG_LEVEL',
    default: 'info',
    help: 'trace, debug, info, warn(ing), error, fatal (critical) or silent',
    parse: logLevel,
  },
  pid: {
    short: 'p',
    value: 'FILE',
    default: '',
    parse: text,
    help: "File for the supervisor's process id",
  },
  name: {
    short: 'n',
    value: 'NAME',
    default: '',
    parse: text,
    help: 'Name in the process list; MODULE:EXPORT unless given',
  },
  admin: {
    value: 'ADDRESS',
    default: '',
    help: 'Where to answer /live, /serving, /ready, /status and /metrics; nowhere by default, and :PORT is 127.0.0.1:PORT',
    parse: privateAddress,
  },
  drainDelay: {
    value: 'SECONDS',
    default: '0',
    parse: seconds,
    help: 'After SIGTERM, go on serving for so long while /ready says 503',
  },
  hangStack: {
    default: '1',
    parse: toggle,
    help: 'Log the JavaScript stack of a stuck worker, through its inspector on 127.0.0.1 (Node 22 or later)',
  },
  config: {
    short: 'c',
    value: 'FILE',
    default: '',
    parse: text,
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
