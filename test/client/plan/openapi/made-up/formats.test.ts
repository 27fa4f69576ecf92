import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@cfworker/json-schema'
import { formattedText } from '../../../../../client/plan/openapi/made-up/formats.ts'

const ofJsonSchema = (
  'date date-time time duration email hostname ipv4 ipv6 uri uri-reference uri-template json-pointer ' +
  'relative-json-pointer regex uuid'
).split(' ')

/** Formats that are not JSON Schema's, as one of its own or as a pattern. */
const likeOthers: [format: string, schema: object][] = [
  ['idn-email', { format: 'email' }],
  ['idn-hostname', { format: 'hostname' }],
  ['ip', { format: 'ipv4' }],
  ['ipvanyaddress', { format: 'ipv4' }],
  ['url', { format: 'uri' }],
  ['iri', { format: 'uri' }],
  ['iri-reference', { format: 'uri-reference' }],
  ['byte', { pattern: '^[A-Za-z0-9+/]+={0,2}$' }],
  ['numeric', { pattern: '^[1-9]\\d*$' }],
  ['decimal', { pattern: '^[1-9]\\d*$' }],
  ['int32', { pattern: '^[1-9]\\d*$' }],
  ['int64', { pattern: '^[1-9]\\d*$' }],
]

const all = [...ofJsonSchema.map((format): [string, object] => [format, { format }]), ...likeOthers]
const isValid = (schema: object, value: unknown) => new Validator(schema, '2020-12').validate(value).valid

for (const [format, schema] of all) {
  test(`different texts of the format ${format} are made`, () => {
    const texts = [0, 1, 2, 300].map(index => formattedText(format, index, 0))
    assert.equal(new Set(texts.slice(0, 3)).size, 3)
    for (const text of texts) assert.ok(isValid(schema, text), text)
  })
}

const growing =
  'email idn-email uri url iri uri-reference iri-reference uri-template json-pointer regex'.split(' ')

for (const [format, schema] of all) {
  const grows = growing.includes(format)
  test(`a text of the format ${format} ${grows ? 'is as long as it must be' : 'stays as it is'}`, () => {
    const text = formattedText(format, 0, 60) ?? ''
    if (grows) assert.equal(text.length, 60)
    else assert.equal(text, formattedText(format, 0, 0))
    assert.ok(isValid(schema, text), text)
  })
}

test('of a format that says nothing of the text, none is made', () => {
  for (const format of ['password', 'constructor', undefined, 7])
    assert.equal(formattedText(format, 0, 0), undefined)
})
