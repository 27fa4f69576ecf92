/**
 * Keeps a spreadsheet from running what others have written: a cell that begins with `=`, `+`, `-` or `@` is a formula, which
 * can read the rest of the sheet, and start programs. An apostrophe before it makes it a text. A semicolon begins a
 * cell, too: where the decimal sign is a comma, Excel divides a CSV file there.
 */

/** What begins a formula; Excel takes the wide forms for the same. */
const signs = '=+\\-@＝＋－＠'

/** Behind it, up to the next semicolon, is what may be a formula. */
const startOfFormula = new RegExp(`(^|;)(\\s*)('*)(?=([${signs}][^;]*))`, 'g')

/** The words of strangers: whatever begins as a formula does gets its apostrophe. */
export function withoutFormula(text: string): string {
  return text.replace(startOfFormula, "$1$2$3'")
}

/**
 * A label that can be read back with `formulaLabelRead`. Students may have typed it into a form, so that it may be a formula; but
 * one that can be none stays as it is, for gradebooks compare labels: a sign, then words and numbers (`-dash`, `- team 3`, `-5`),
 * none of which is the name of a cell (`-A1`).
 */
export function labelWithoutFormula(label: string): string {
  return label.replace(startOfFormula, (whole, before, blanks, quotes, part) =>
    quotes === '' && isHarmless(part) ? whole : `${before}${blanks}${quotes}'`,
  )
}

/** Takes back what `labelWithoutFormula` has added. */
export function formulaLabelRead(written: string): string {
  return written.replace(new RegExp(`(^|;)(\\s*)'('*)(?=[${signs}])`, 'g'), '$1$2$3')
}

function isHarmless(part: string): boolean {
  if (/^[+-]\d+([.,]\d+)?$/.test(part)) return true
  const words = /^[+\-@]+\s*(\p{L}[\p{L}\p{N}\s._-]*)$/u.exec(part)?.[1]
  return words !== undefined && !words.split(/[\s._-]+/).some(isCell)
}

/** `A1`, `XFD1048576`, `R1C1`, `RC` */
function isCell(word: string): boolean {
  return /^([a-z]{1,3}\d+|r\d*c\d*)$/i.test(word)
}
