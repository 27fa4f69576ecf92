import assert from 'node:assert/strict'
import { test } from 'node:test'
import { admitsJson, isForm, isJson, isMultipart } from '../../../../client/plan/openapi/media-type.ts'

const cases: [is: (mediaType: string) => boolean, right: string[], wrong: string[]][] = [
  [
    isJson,
    ['application/json', 'application/json ; charset=utf-8', 'application/problem+json;v=1', 'Text/JSON'],
    ['application/jsonlines', 'text/plain; like=application/json', 'application/json-seq', 'json'],
  ],
  [
    admitsJson,
    ['*/*', 'application/*', ' application/* ;q=0.5'],
    ['text/*', 'x-application/*', 'application/*+xml', 'application/json'],
  ],
  [
    isMultipart,
    ['multipart/form-data', ' multipart/form-data ; boundary=x'],
    ['x-multipart/form-data', 'multipart/form-data2', 'multipart/mixed'],
  ],
  [
    isForm,
    ['application/x-www-form-urlencoded', ' application/x-www-form-urlencoded ; charset=utf-8'],
    ['x-application/x-www-form-urlencoded', 'application/x-www-form-urlencoded2'],
  ],
]

for (const [is, right, wrong] of cases) {
  for (const mediaType of right) test(`${is.name} of ${mediaType}`, () => assert.ok(is(mediaType)))
  for (const mediaType of wrong) test(`not ${is.name} of ${mediaType}`, () => assert.ok(!is(mediaType)))
}
