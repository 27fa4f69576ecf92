import { post, type Row, right } from '../row.ts'

function chunked(body: string): Buffer {
  return post(['Transfer-Encoding: chunked'], body)
}

const size = right.length.toString(16)
const end = '0\r\n\r\n'
const extended = `1;${'x'.repeat(20)}\r\n \r\n`

export const chunks: Row[] = [
  ['a chunk as it should be', chunked(`${size}\r\n${right}\r\n${end}`), 200],
  ['leading zeros of a size', chunked(`000000${size}\r\n${right}\r\n${end}`), 200],
  ['one chunk a byte', chunked([...right].map(byte => `1\r\n${byte}\r\n`).join('') + end), 200],
  ['an extension', chunked(`${size};name=value\r\n${right}\r\n${end}`), 200],
  ['an extension of 20,000 bytes', chunked(`${size};${'x'.repeat(20_000)}\r\n${right}\r\n${end}`), 413],
  [
    '1,000 chunks, each with an extension',
    chunked(`${size}\r\n${right}\r\n${extended.repeat(1000)}${end}`),
    200,
  ],
  ['an extension with a bare LF', chunked(`${size};a\nb\r\n${right}\r\n${end}`), 400],
  ['a size that is no number', chunked(`zz\r\n${right}\r\n${end}`), 400],
  ['an empty size', chunked(`\r\n${right}\r\n${end}`), 400],
  ['a negative size', chunked(`-1\r\n${right}\r\n${end}`), 400],
  ['a size with 0x', chunked(`0x${size}\r\n${right}\r\n${end}`), 400],
  ['a size with a plus sign', chunked(`+${size}\r\n${right}\r\n${end}`), 400],
  ['a size beyond 64 bits', chunked(`${'f'.repeat(17)}\r\n${right}\r\n${end}`), 400],
  ['a space before the size', chunked(` ${size}\r\n${right}\r\n${end}`), 400],
  ['a bare LF after the size', chunked(`${size}\n${right}\r\n${end}`), 400],
  ['a bare CR after the size', chunked(`${size}\r${right}\r\n${end}`), 400],
  ['a bare LF after the data', chunked(`${size}\r\n${right}\n${end}`), 400],
  ['a bare LF after the last chunk', chunked(`${size}\r\n${right}\r\n0\n\n`), 400],
  ['more data than the size says', chunked(`${size}\r\n${right} \r\n${end}`), 400],
  ['less data than the size says', chunked(`ff\r\n${right}\r\n${end}${'\r\n'.repeat(150)}`), 400],
  ['no chunk at all', chunked(end), 400],
  ['a trailer', chunked(`${size}\r\n${right}\r\n0\r\nX-Sum: 1\r\n\r\n`), 200],
  ['a trailer with a length', chunked(`${size}\r\n${right}\r\n0\r\nContent-Length: 5\r\n\r\n`), 400],
  ['a trailer without a colon', chunked(`${size}\r\n${right}\r\n0\r\nnothing\r\n\r\n`), 400],
  ['a trailer of 20,000 bytes', chunked(`${size}\r\n${right}\r\n0\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`), 431],
  ['200 kB in chunks', chunked(`10000\r\n${' '.repeat(65_536)}\r\n`.repeat(3) + end), 413],
]
