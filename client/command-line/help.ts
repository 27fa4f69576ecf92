import { type Flag, longName, type Part } from './flag-types.ts'
import { flags } from './flags.ts'

const usage = `Calls every endpoint of a server and prints the answers.

  npm run client                                       localhost, port 5000
  npm run client vcm-3461.vm.duke.edu                  another machine, port 5000 unless given
  npm run client -- --host HOST [--host HOST] [FLAGS]  (the -- hands flags through npm)
  npm run client -- --roster FILE                      many machines, one table`

const headings: Record<Part, string> = {
  called: "What is called: the server's OpenAPI document, or else the lecture's endpoints.",
  asked: 'How it is called',
  printed: 'What is printed',
}

const environment = `CLIENT_HOST names the host if nothing else does, CLIENT_TOKEN a token. NO_COLOR and FORCE_COLOR are respected.
Exit code: 0 all as expected, 1 a wrong answer, 2 usage, 3 no answer, 130 interrupted.`

/** The text of --help, from the table of flags. */
export function help(): string {
  const parts = Object.keys(headings) as Part[]
  return [usage, ...parts.map(partText), environment].join('\n\n')
}

function partText(part: Part): string {
  const listed = Object.entries<Flag>(flags).filter(([, flag]) => flag.part === part)
  return [headings[part], ...listed.map(([key, flag]) => row(key, flag))].join('\n')
}

function row(key: string, flag: Flag): string {
  const { bare = '', default: preset = '' } = flag.value === undefined ? {} : flag
  const text = (flag.help ?? '').replace('{bare}', bare).replace('{default}', preset)
  const [first, ...rest] = text.split('\n')
  return [`  ${spelling(key, flag).padEnd(24)}${first}`, ...rest.map(line => ' '.repeat(26) + line)].join(
    '\n',
  )
}

function spelling(key: string, flag: Flag): string {
  const name = `--${longName(key, flag)}`
  if (flag.value === undefined) return name
  return flag.bare === undefined ? `${name} ${flag.value}` : `${name}[=${flag.value}]`
}
