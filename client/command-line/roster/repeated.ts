/**
 * Whether a row below the headings is none of a machine: the headings again, where files were put together, or one of those
 * that Canvas has below them (`Points Possible`, `Manual Posting`).
 *
 * @param index its place below the headings
 */
export function isHeadingAgain(row: string[], headings: string[], index: number): boolean {
  if (headings.length === 0) return false
  return plainText(row) === plainText(headings) || (index < 3 && isOfCanvas(row))
}

/** Whatever the case, and whether or not empty cells follow. */
function plainText(row: string[]): string {
  return row.join('\n').toLowerCase().trimEnd()
}

function isOfCanvas(row: string[]): boolean {
  const cells = row.filter(cell => cell !== '')
  const isOwn = (cell: string) => /^(points possible|manual posting|\(?read only\)?)$/i.test(cell)
  return cells.some(isOwn) && cells.every(cell => isOwn(cell) || /^\d+(\.\d+)?$/.test(cell))
}
