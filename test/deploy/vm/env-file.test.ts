/** The file of --env: what may stand in it, what it means, and that no error shows a value. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'

// By a name that the compiler does not follow: a copy that has deleted deploy/ still has this file.
const deploy = join(import.meta.dirname, '../../../deploy')
const { fromLines, parseEnvFile, toLines, withoutValues } = await import(join(deploy, 'env-file.ts'))

const read = (text: string) => ({ ...parseEnvFile(Buffer.from(text), 'a.env') })

/** The message of the error that a file gets. */
function refusal(text: string | Uint8Array): string {
  try {
    parseEnvFile(typeof text === 'string' ? Buffer.from(text) : text, 'a.env')
  } catch (error) {
    return (error as Error).message
  }
  return assert.fail('it was not refused')
}

describe('is read as node --env-file reads it', () => {
  for (const [what, text, expected] of [
    ['comments and empty lines', '# a=b\n\n  # c\nA=1\n', { A: '1' }],
    ['a comment behind a value', 'A=1 # one\nB="2"# two\n', { A: '1', B: '2' }],
    ['quotes of three kinds', `A='a"b'\nB="a'b"\nC=\`a'"b\`\n`, { A: 'a"b', B: "a'b", C: `a'"b` }],
    ['a dollar stands for itself', 'A=$HOME\nB="$(x)"\nC=\'$$\'\n', { A: '$HOME', B: '$(x)', C: '$$' }],
    ['spaces at the ends are lost but in quotes', 'A = b \nB=" b "\n', { A: 'b', B: ' b ' }],
    ['export before a name', 'export A=1\n', { A: '1' }],
    ['an empty value', 'A=\n', { A: '' }],
    ['a value with an = in it', 'A==b=\n', { A: '=b=' }],
    ['a quote inside of a value', "A=it's\n", { A: "it's" }],
    ['lines and a mark as Windows has them', '\ufeffA=1\r\nB="2"\r\n', { A: '1', B: '2' }],
    ['an empty file', '', {}],
  ] as const)
    test(what, () => assert.deepEqual(read(text), expected))
})

test('whatever stands in quotes of a kind that is not in it arrives as it is', () => {
  const value = fc.string({ unit: 'binary' }).filter(text => !/['\p{C}\p{Zl}\p{Zp}]/u.test(text))
  fc.assert(fc.property(value, text => assert.deepEqual(read(`A='${text}'`), { A: text })))
})

test('the order of the lines makes no difference', () => {
  assert.equal(toLines(read('B=1\nA=2\n')), toLines(read('A=2\nB=1\n')))
})

test('what a VM has got is read again as it was', () => {
  const variables = read('A=\'a="b" \'\nB=\n')
  assert.deepEqual(fromLines(toLines(variables)), variables)
})

test('a VM gets a line for each variable, with the value as it is', () => {
  assert.equal(toLines(read("A='a \"$b'\nB= # none\n")), 'A=a "$b\nB=\n')
})

describe('is refused, and the error names the variable and no value', () => {
  for (const [what, text, expected] of [
    ['a line without =', 'A=1\ngeheim\n', /^a\.env, line 2: every line is NAME=VALUE/],
    ['a name with a hyphen', 'my-name=geheim\n', /^a\.env, line 1: .* no name of a variable/],
    ['a name that begins with a digit', '1A=geheim\n', /^a\.env, line 1: .* no name of a variable/],
    ['no name', '=geheim\n', /^a\.env, line 1: .* no name of a variable/],
    ['a line break in quotes', 'A="geheim\ngeheim"\n', /^a\.env, line 1: .*A.* cannot have line breaks/],
    ['a line break as "\\n"', 'A="geheim\\ngeheim"\n', /^a\.env: the value of A has a line break/],
    ['a tab in a value', 'A="geheim\tgeheim"\n', /^a\.env: the value of A has .* control character/],
    ['a lone carriage return', 'A=geheim\rB=2\n', /^a\.env, line 1: the value of A has a line break/],
    ['a separator of lines that YAML knows', 'A=geheim\u2028x\n', /^a\.env: the value of A has a line break/],
    ['a quote that does not end', 'A="geheim\n', /^a\.env, line 1: a part of the value of A would be lost/],
    [
      'text behind the last quote',
      'A="geheim" x\n',
      /^a\.env, line 1: a part of the value of A would be lost/,
    ],
    ['a backslash before a quote', 'A="geheim\\"x"\n', /^a\.env, line 1: a part of the value of A/],
    ['a # within a value', 'A=geheim#x\n', /^a\.env, line 1: a part of the value of A would be lost/],
    [
      'PORT, which --port sets',
      'PORT=8080\n',
      /^a\.env, line 1: leave out PORT, as the port comes from --port/,
    ],
    ['SQLITE_FILE', 'SQLITE_FILE=geheim\n', /^a\.env, line 1: leave out SQLITE_FILE, as the deployment says/],
  ] as const)
    test(what, () => {
      assert.match(refusal(text), expected)
      assert.doesNotMatch(refusal(text), /geheim/)
    })

  test('a file that is not UTF-8', () => {
    assert.match(refusal(Uint8Array.of(0x41, 0x3d, 0xe9)), /^a\.env is no text in UTF-8/)
  })
})

test('a message shows the name of a variable where a program has shown its value', () => {
  const variables = { URL: 'db://u:pass@h', PASS: 'pass', QUOTED: 'say "it"', ON: '1' }
  const message = 'no db://u:pass@h, nor pass, nor "say \\"it\\"", in 1 try'
  assert.equal(withoutValues(message, variables), 'no (URL), nor (PASS), nor "(QUOTED)", in 1 try')
})

test('a value is hidden in an error, too, which cuts spaces around it and writes its tabs', () => {
  const variables = { WORDS: 'say "it" ', TABBED: 'one\t"two"' }
  const message = 'no use for say "it", nor one\\t"two"'
  assert.equal(withoutValues(message, variables), 'no use for (WORDS), nor (TABBED)')
})
