import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { z } from 'zod'
import { readSettings } from '../../src/http/read-settings.ts'

const schema = z.object({
  TOKEN: z.string('a token'),
  COUNT: z.coerce.number().int('a whole number').default(3),
})

function fileWith(t: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'token')
  writeFileSync(file, text)
  return file
}

/** The message with which the settings are refused. */
function refusal(environment: Record<string, string>): string {
  try {
    readSettings(schema, environment)
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

test('a variable is read as the schema says', () => {
  assert.deepEqual(readSettings(schema, { TOKEN: 'x', COUNT: '7' }), { TOKEN: 'x', COUNT: 7 })
})

test('what is not set is what the schema has for it', () => {
  assert.deepEqual(readSettings(schema, { TOKEN: 'x' }), { TOKEN: 'x', COUNT: 3 })
})

test('an empty variable counts as not set', () => {
  assert.deepEqual(readSettings(schema, { TOKEN: 'x', COUNT: '', TOKEN_FILE: '' }), { TOKEN: 'x', COUNT: 3 })
  assert.equal(refusal({ TOKEN: '' }), 'TOKEN is not set. It takes a token')
})

test('variables that are no settings are left out', () => {
  assert.deepEqual(Object.keys(readSettings(schema, { TOKEN: 'x', PATH: '/bin' })), ['TOKEN', 'COUNT'])
})

test('the environment of the process is read unless another is given', t => {
  process.env.TOKEN = 'of the process'
  t.after(() => delete process.env.TOKEN)
  assert.equal(readSettings(schema).TOKEN, 'of the process')
})

test('a secret may lie in a file, and the end of its line is not part of it', t => {
  const TOKEN_FILE = fileWith(t, ' secret\r\n')
  assert.equal(readSettings(schema, { TOKEN_FILE }).TOKEN, ' secret')
})

test('an empty file counts as not set', t => {
  assert.match(refusal({ TOKEN_FILE: fileWith(t, '\n') }), /^TOKEN is not set\./)
})

test('a file that is not there is told by its variable, and nothing else is', () => {
  assert.match(
    refusal({ TOKEN_FILE: '/nowhere/token' }),
    /^TOKEN_FILE cannot be read: ENOENT.*'\/nowhere\/token'$/,
  )
})

test('a file that is not there is told, also where the schema has a value for what is not set', () => {
  assert.match(refusal({ TOKEN: 'x', COUNT_FILE: '/nowhere/count' }), /^COUNT_FILE cannot be read: ENOENT/)
})

test('a carriage return in the name of a file is shown escaped', () => {
  assert.match(
    refusal({ TOKEN_FILE: '/nowhere/token\r' }),
    /^TOKEN_FILE cannot be read: .*'\/nowhere\/token\\r'$/,
  )
})

test('a variable and a file for it are one too many', t => {
  const TOKEN_FILE = fileWith(t, 'secret')
  assert.equal(
    refusal({ TOKEN: 'x', TOKEN_FILE }),
    'TOKEN_FILE and TOKEN are both set. Take one of them away',
  )
})

test('all that is wrong is told at once, a line each, without the values', () => {
  assert.deepEqual(refusal({ COUNT: 'geheim' }).split('\n').sort(), [
    'COUNT is wrong. It takes number',
    'TOKEN is not set. It takes a token',
  ])
})

test('the error asks the server to end with 1, and to show its lines alone', () => {
  assert.throws(() => readSettings(schema, {}), { name: 'SettingsError', exitCode: 1 })
})
