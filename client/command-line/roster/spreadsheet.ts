/** What a spreadsheet leaves in a cell besides what somebody typed. */

const error = /^'?#(REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|ERROR!|BEZUG!|WERT!|ZAHL!)$/i

/** An error of a formula, such as `#REF!`. (`#N/A` means that there is nothing, as people write it, too.) */
export function isSpreadsheetError(cell: string): boolean {
  return error.test(cell.trim())
}

/** The text of `="…"`, and the address of `=HYPERLINK("…")`; other cells as they are. */
export function formulaText(cell: string): string {
  const pattern = /^\s*'?=\s*(?:HYPERLINK\s*\(\s*"((?:[^"]|"")*)"\s*(?:[,;].*)?\)?|"((?:[^"]|"")*)")\s*$/is
  const [, link, text] = pattern.exec(cell) ?? []
  return link ?? text ?? cell
}
