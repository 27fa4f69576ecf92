/** Every flag, once: the type of the flags, their defaults, their spelling and --help all come from this table. */
import { defaultTimeout } from '../requests/deadline.ts'
import { apiKey, bearerToken, headerField, nameAndPassword } from './credential-flags.ts'
import { count, type Flag, outputFile, seconds, text } from './flag-types.ts'

export const flags = {
  /** The hosts that were typed, with or without `--host`, else the one that the environment names. */
  hosts: {
    long: 'host',
    value: 'HOST',
    repeats: true,
    parse: text,
  },
  spec: {
    value: 'FILE|URL',
    parse: text,
    part: 'called',
    help: 'calls what this OpenAPI document (JSON or YAML) describes',
  },
  contract: {
    value: 'FILE',
    parse: text,
    part: 'called',
    help: 'makes the calls of this file, as --list --json writes them',
  },
  only: {
    value: 'TEXT',
    parse: text,
    part: 'called',
    help: 'only calls whose method and path contain TEXT, with those that they need',
  },
  safe: {
    part: 'called',
    help: 'sends only GET and HEAD, and skips all other calls',
  },
  list: {
    part: 'called',
    help: 'shows the calls, and makes none',
  },
  repeat: {
    value: 'N',
    default: '1',
    parse: count,
    part: 'called',
    help:
      'makes all calls N times, each on a new connection, as different users would,\n' +
      'and says which worker answered, if the server does (X-Served-By)',
  },
  /** Seconds; undefined for not at all. */
  wait: {
    value: 'SECONDS',
    bare: '30',
    parse: seconds,
    part: 'asked',
    help: 'first waits until the server answers, {bare} s unless given',
  },
  /** Seconds. */
  timeout: {
    value: 'SECONDS',
    default: String(defaultTimeout),
    parse: seconds,
    part: 'asked',
    help: 'for each call, {default} unless given',
  },
  bearer: {
    value: 'TOKEN|@FILE',
    isSecret: true,
    parse: bearerToken,
    part: 'asked',
    help: 'sends a token; CLIENT_TOKEN in the environment does so unseen by ps and npm',
  },
  user: {
    value: 'NAME:PASSWORD',
    isSecret: true,
    parse: nameAndPassword,
    part: 'asked',
    help: 'sends a name and a password, as NAME:PASSWORD@ in front of the host does',
  },
  /** Each a name and a value. */
  header: {
    value: "'NAME: VALUE'",
    repeats: true,
    isSecret: true,
    parse: headerField,
    part: 'asked',
    help: 'sends a header, such as an API key; may be repeated',
  },
  /** Each a name and a value. */
  apiKey: {
    long: 'api-key',
    value: 'NAME=VALUE',
    repeats: true,
    isSecret: true,
    parse: apiKey,
    part: 'asked',
    help: 'sends the API key that the document calls NAME: in a header, the query or a cookie',
  },
  roster: {
    value: 'FILE',
    parse: text,
    part: 'asked',
    help: 'lines of HOST [LABEL], or CSV in UTF-8; "-" reads from stdin',
  },
  allowLocal: {
    long: 'allow-local',
    part: 'asked',
    help: 'calls a machine of the roster even if it is this computer',
  },
  /** undefined: as many as suit what is done. */
  jobs: {
    value: 'N',
    parse: count,
    part: 'asked',
    help: 'machines of the roster at the same time, 16 unless given;\nwith --repeat, users at the same time, 1 unless given',
  },
  verbose: {
    short: 'v',
    part: 'printed',
    help: 'requests and headers as well, and a curl command that does the same',
  },
  json: {
    isFormat: true,
    part: 'printed',
    help: 'one JSON object a line',
  },
  csv: {
    isFormat: true,
    part: 'printed',
    help: "the roster's table as CSV",
  },
  bom: {
    part: 'printed',
    help: 'begins the CSV with a byte order mark, by which Excel knows UTF-8',
  },
  html: {
    value: 'FILE',
    parse: outputFile,
    part: 'printed',
    help: "the roster's table as a page as well, with all that was sent and expected, and what came",
  },
  help: { short: 'h' },
} satisfies Record<string, Flag>

/** The flags that name an output format. */
export type FormatName = {
  [Key in keyof typeof flags]: (typeof flags)[Key] extends { isFormat: true } ? Key : never
}[keyof typeof flags]

/** What the command line asks for. */
export type Flags = { [Key in keyof typeof flags]: ValueOf<(typeof flags)[Key]> }

type ValueOf<Entry> = Entry extends { parse: (text: string) => infer Value }
  ? Entry extends { repeats: true }
    ? Value[]
    : Entry extends { default: string }
      ? Value
      : Value | undefined
  : boolean
