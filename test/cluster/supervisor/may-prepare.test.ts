import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayExportPrepare, mayPrepare } from '../../../src/cluster/supervisor/may-prepare.ts'

const cases: { text: string; extension?: string; may: boolean; what: string }[] = [
  { text: 'export const app = 1', may: false, what: 'an ES module that does not name it' },
  { text: 'export async function prepare() {}', may: true, what: 'a function of that name' },
  { text: 'const a=1;export{a as app,b as prepare}', may: true, what: 'another name for it' },
  { text: "export * from './app.js'", may: true, what: 'whatever another module exports' },
  { text: 'export*from"./app.js"', may: true, what: 'the same without a blank' },
  { text: 'export const prepared = 1', may: false, what: 'a longer word' },
  { text: 'exports.app = 1', may: true, what: 'CommonJS' },
  { text: "module.exports = require('./export.js')", may: true, what: 'CommonJS that has the word export' },
  { text: "require('./app.js')(this)", may: true, what: 'CommonJS that hides what it exports' },
  { text: "throw new Error('no')", extension: '.mjs', may: false, what: 'an ES module by its extension' },
]
for (const { text, extension = '.js', may, what } of cases) {
  test(`${what} ${may ? 'may be' : 'is no'} prepare: ${text}`, () => {
    assert.equal(mayExportPrepare(text, extension), may)
  })
}

test('a file that is not there exports no prepare', () => {
  assert.equal(mayPrepare('nowhere.js:app'), false)
})
