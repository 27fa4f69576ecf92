import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, runLecture, wrong } from '../run-lecture.ts'
import { html, testWrongAnswers } from './wrong-answers.ts'

const debugPage = `<!doctype html>
<html lang=en><head><title>NameError: name &#39;sqrt&#39; is not defined
 // Werkzeug Debugger</title></head><body>…</body></html>
<!--

Traceback (most recent call last):
  File "/app/main.py", line 9, in distance
    d = sqrt(dx ** 2)
NameError: name 'sqrt' is not defined

-->
`

testWrongAnswers([
  [
    'a page instead of JSON is told by its title',
    'GET /name',
    answer(200, html, '<!DOCTYPE html><title>Welcome to nginx!</title>'),
    /^an HTML page instead of JSON: Welcome to nginx!; wanted \{"name":"…"\}$/,
    'wrong',
  ],
  [
    "of Werkzeug's debug page the traceback's last line is shown",
    'POST /distance',
    answer(500, html, debugPage),
    /^the handler raised an exception: NameError: name 'sqrt' is not defined; its traceback is in the server's log$/,
    '500',
    /screen that the server runs in/,
  ],
  [
    "of Flask's plain error page, which names no exception, the log is named",
    'POST /distance',
    answer(500, html, '<!doctype html><html lang=en><title>500 Internal Server Error</title><h1>…</h1>'),
    /^the handler raised an exception; its traceback is in the server's log$/,
    '500',
    /screen that the server runs in/,
  ],
])

test('a page of a megabyte of open brackets is told as quickly as another', async t => {
  const results = await runLecture(t, { 'GET /name': answer(500, html, `<html>${'<'.repeat(1_000_000)}`) })
  assert.ok(wrong(results).ms < 30_000)
})
