import { printable } from './untrusted.ts'

/** What our own output has of them: its colours, the ends of CSV's lines, and the line that counts. */
const own = /(\u001b\[(?:22?|3[1239])m|\r(?=\n)|^\r\d+\/\d+$|^\r\u001b\[K$)/

/**
 * Makes a stream write no character that steers a terminal, whoever writes to it: all but our own are escaped, so that no
 * caller has to think of it.
 */
export function printOnlyText(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream)
  stream.write = ((chunk: unknown, ...rest: []) =>
    write(
      typeof chunk === 'string' ? withoutSteering(chunk) : (chunk as Uint8Array),
      ...rest,
    )) as typeof stream.write
}

function withoutSteering(text: string): string {
  return text
    .split(own)
    .map((part, index) => (index % 2 === 1 ? part : printable(part)))
    .join('')
}
