import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { syntaxErrorOf } from '../../scripts/syntax-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'syntax-error-'))
after(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'tsconfig.json'), '{ "include": ["."] }')

/** What is said of a file with these lines. */
function saidOf(...lines: string[]): string | undefined {
  writeFileSync(join(folder, 'routes.ts'), `${lines.join('\n')}\n`)
  return syntaxErrorOf(folder)
}

/** Lines of code, and what is said of them. */
const mistakes: Record<string, [lines: string[], said: RegExp]> = {
  'a comma between two lines': [
    ['const a = {', '  b: 1', '  c: 2,', '}'],
    /routes\.ts:3: ',' expected\. Is the ',' missing at the end of line 2\?$/,
  ],
  'a comma above an empty line': [
    ['const a = {', '  b: 1', '', '  c: 2,', '}'],
    /routes\.ts:4: ',' expected\. Is the ',' missing at the end of line 2\?$/,
  ],
  'a comma within a line': [['const a = [1 2]'], /routes\.ts:1: ',' expected\.$/],
  'a bracket': [
    ['const a = b({', '  c: (1,', '})'],
    /routes\.ts:3: Expression expected\. Look at line 2, too\.$/,
  ],
  'a quote': [["const a = 'b"], /routes\.ts:1: Unterminated string literal\.$/],
}
for (const [name, [lines, said]] of Object.entries(mistakes)) {
  test(`of ${name} that is missing it is said where, and what the compiler expects`, () => {
    assert.match(saidOf(...lines) ?? 'nothing', said)
  })
}

test('nothing is said of code that can be read, whatever its types', () => {
  assert.equal(saidOf('const a: string = 1', 'nowhere()'), undefined)
})

test('nothing is said where there is no code', () => {
  assert.equal(syntaxErrorOf(join(folder, 'nowhere')), undefined)
})
