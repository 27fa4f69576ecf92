import { UsageError } from '../usage-error.ts'

/** What files begin with that are no text, though their names may end in .csv. */
const signatures: [bytes: number[], kind: string][] = [
  [[0x50, 0x4b], 'a spreadsheet (.xlsx, .ods, .numbers) or another zip file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a spreadsheet (.xls)'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'rich text (.rtf)'],
  [[0x1f, 0x8b], 'a gzip file'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
]

/**
 * The text of a roster's file. It is UTF-8; what cannot be that is read as what Excel's plain "CSV" writes: Windows-1252,
 * or on a Mac, where lines end with CR alone, Mac OS Roman.
 *
 * @param name the file, for the message
 * @throws {UsageError} if it is a spreadsheet, UTF-16, or no text at all
 */
export function decodeRoster(bytes: Uint8Array, name: string): string {
  const kind = kindOf(bytes)
  if (kind !== undefined) throw new UsageError(`${name} is ${kind}: save it as CSV UTF-8`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const isMac = bytes.includes(0x0d) && !bytes.includes(0x0a)
    return new TextDecoder(isMac ? 'macintosh' : 'windows-1252').decode(bytes)
  }
}

/** What the file is instead of a text; undefined if it is one. */
function kindOf(bytes: Uint8Array): string | undefined {
  const signature = signatures.find(([start]) => start.every((byte, index) => bytes[index] === byte))
  // A roster may begin with a team's name: the zip files that spreadsheets are have a control character next.
  if (signature !== undefined && (signature[0][0] !== 0x50 || (bytes[2] ?? 0) < 0x10)) return signature[1]
  if (bytes.includes(0)) return 'text in UTF-16, or no text'
  // What learning platforms call an Excel file is often a page with a table.
  const start = new TextDecoder().decode(bytes.subarray(0, 200))
  return /^\uFEFF?\s*<(!doctype|html|head|meta|style|table|\?xml)\b/i.test(start)
    ? 'HTML or XML, which spreadsheets open'
    : undefined
}
