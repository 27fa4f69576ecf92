/** What differs from run to run: how to find it in what a page shows, and the pattern of what may stand in its place. */
const unstable: [shown: RegExp, pattern: string][] = [
  [/ +\d+ ms/, ' +\\d+ ms'],
  [/\b\d+\.\d+ s\b/, '\\d+\\.\\d+ s'],
  [/worker \d+ \(pid \d+\)/, 'worker \\d+ \\(pid \\d+\\)'],
  [/"pid":\d+/, '"pid":\\d+'],
  [/\bpid: ?\d+/, 'pid: ?\\d+'],
  [/\(\d{2,}\)/, '\\(\\d+\\)'],
  [/\.ts:\d+/, '\\.ts:\\d+'],
  [/at the end of line \d+/, 'at the end of line \\d+'],
  [/\.ts\(\d+,\d+\)/, '\\.ts\\(\\d+,\\d+\\)'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/, '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z'],
  [/…/, '.*'],
]

const anyOfThem = new RegExp(unstable.map(([shown]) => `(${shown.source})`).join('|'), 'g')

/** How many calls each worker gets is nobody's plan, nor that each gets one. */
const shareOfWorker = / {2}worker \d+ \(pid \d+\) +█+ +\d+/

/** The pattern of an output: the lines that a page shows, one after another; see page.ts. */
export function patternOf(shown: string): RegExp {
  const lines = shown === '' ? [] : shown.trimEnd().split('\n')
  return new RegExp(`^${lines.map(patternOfLine).join('')}`, 'm')
}

function patternOfLine(line: string): string {
  if (line.trim() === '…') return '(?:.*\\n)*?'
  return shareOfWorker.test(line) ? `(?:${shareOfWorker.source}\\n)*` : `${patternOfText(line)}\\n`
}

function patternOfText(line: string): string {
  let pattern = ''
  let end = 0
  for (const { 0: found, index, ...rest } of line.trimEnd().matchAll(anyOfThem)) {
    const groups = Object.values(rest)
    const which = unstable.findIndex((_, i) => groups[i] !== undefined && groups[i] === found)
    pattern += escaped(line.slice(end, index)) + unstable[which]?.[1]
    end = index + found.length
  }
  return `${pattern}${escaped(line.trimEnd().slice(end))} *`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
