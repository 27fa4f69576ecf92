import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formulaLabelRead, labelWithoutFormula, withoutFormula } from '../../client/formula.ts'

for (const label of ['-dash', '- team', '-team-3', '@ada', '+ Ada', '-5', '+1.5', 'a-b', "it's", '-Jörg']) {
  test(`the label ${label} can be no formula, and stays as it is`, () => {
    assert.equal(labelWithoutFormula(label), label)
  })
}

const formulas = [
  '=HYPERLINK("http://x")',
  "=cmd|' /C calc'!A0",
  '=A1',
  '=x',
  '-A1',
  '+B2',
  '-SUM(A1)',
  '@SUM(1)',
  '-1+1',
  '--1+A1',
  '-team A1',
  '＝A1',
]
for (const label of formulas) {
  test(`the label ${label} may be a formula, and gets an apostrophe`, () => {
    assert.equal(labelWithoutFormula(label), `'${label}`)
  })
}

test('a formula behind a semicolon, where some spreadsheets divide cells, gets an apostrophe', () => {
  assert.equal(labelWithoutFormula('a;=A1;-b'), "a;'=A1;-b")
})

test('a label that has the apostrophe already gets another', () => {
  assert.equal(labelWithoutFormula("'=A1"), "''=A1")
})

test('every label is read back as it was', () => {
  const part = fc.constantFrom("'", '=', '-', '@', '+', ';', ' ', 'A1', 'a', '(', '＝')
  fc.assert(
    fc.property(
      fc.array(part).map(parts => parts.join('')),
      label => {
        assert.equal(formulaLabelRead(labelWithoutFormula(label)), label)
      },
    ),
  )
})

test("a stranger's words get an apostrophe for the sign alone", () => {
  assert.equal(withoutFormula('-dash; =x'), "'-dash; '=x")
})
