import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htmlInsteadOfJson, htmlParagraph, htmlSummary, isHtml } from '../../../client/judge/html.ts'
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

test('a page is known by how it begins', () => {
  for (const page of [' \n<!DOCTYPE html>', '<HTML>', '<head>', '<title>', '<h1>'])
    assert.ok(isHtml(page), page)
  for (const text of ['', 'a <html>', '<p>', '{"a":"<html>"}']) assert.ok(!isHtml(text), text)
})

const trace = 'Traceback (most recent call last):\n  File "a.py"\nKeyError: &#39;x&#39;\n'

const pages: [page: string, summary: string][] = [
  ['<title lang="en"> Not <b>Found</b>\n</title><h1>Oops</h1>', 'Not Found'],
  ['<TITLE>Oops</TITLE>', 'Oops'],
  ['<title></title><h1 class="x">Oops</h1>', 'Oops'],
  ['<h1>Oops</h1>', 'Oops'],
  ['<html>', ''],
  ['<title>cut off', ''],
  ['<title', ''],
  ['</title>', ''],
  ['<a>x</title>', ''],
  ['<title </title', ''],
  [`<title>x</title>${'a'.repeat(20_000)}`, 'x'],
  [`${'a'.repeat(20_000)}<title>x</title>`, ''],
  ['<title>1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#39;&#x27;</title>', "1 < 2 && 3 > 2 \"''"],
  ['<title>&amp;lt; &nbsp; &constructor; &#1234;</title>', '&lt; &nbsp; &constructor; &#1234;'],
  ['<title>Error</title><pre>TypeError: x<br>at a.js</pre>', 'TypeError: x'],
  ['<title>Error</title><pre>TypeError: x\nat b.js\nat a.js<br></pre>', 'TypeError: x'],
  ['<title> Error </title>', 'Error'],
  ['<title> Error </title><pre>TypeError: x<br>', 'TypeError: x'],
  ['<title>Errors</title><pre>x<br>', 'Errors'],
  [`<title>KeyError</title><!-- ${trace}-->`, "KeyError: 'x'"],
  [`<title>Oops</title><!-- ${trace}`, 'Oops'],
  [`${trace}-->`, "KeyError: 'x'"],
  ['<!-- KeyError --><title>Oops</title>', 'Oops'],
  [`${trace}--><title>Oops</title><!-- ${trace.replace('x', 'y')}-->`, "KeyError: 'y'"],
]

for (const [page, summary] of pages) {
  test(`the page ${page.slice(0, 60)} says: ${summary}`, () => assert.equal(htmlSummary(page), summary))
}

test('a page in place of JSON is called by what it says, if it says something', () => {
  assert.equal(htmlInsteadOfJson('<html>'), 'an HTML page instead of JSON')
  assert.equal(htmlInsteadOfJson('<h1>Oops</h1>'), 'an HTML page instead of JSON: Oops')
})

test('of an error page, the first paragraph says what was wrong with the request', () => {
  assert.equal(htmlParagraph('<h1>Oops</h1><p class="x">a &lt;\n b</p><p>c</p>'), 'a < b')
})
