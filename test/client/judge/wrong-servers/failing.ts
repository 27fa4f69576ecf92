import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer } from '../../run-lecture.ts'
import { between, firstSays, html, json, type Kind, secondSays, withRoutes } from './kind.ts'

const werkzeug =
  '<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n' +
  '<p>The server encountered an internal error and was unable to complete your request.</p>\n'
const badRequest =
  '<!doctype html>\n<html lang=en>\n<title>400 Bad Request</title>\n<h1>Bad Request</h1>\n' +
  '<p>The browser (or proxy) sent a request that this server could not understand.</p>\n'
const debugPage =
  '<!doctype html>\n<html lang=en>\n<head><title>KeyError: &#39;x&#39;\n // Werkzeug Debugger</title></head>\n' +
  '<body></body></html>\n<!--\n\nTraceback (most recent call last):\n  File "/app/main.py", line 9, in distance\n' +
  "    x = body['x']\nKeyError: 'x'\n\n-->\n"
const expressPage =
  '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>Error</title>\n</head>\n<body>\n' +
  '<pre>TypeError: Cannot read properties of undefined (reading &#39;a&#39;)<br> &nbsp; &nbsp;at app.js</pre>\n'
function refuseForm(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(400, html).end(badRequest)
}

/** Servers whose handlers raise an exception, or refuse what was sent. */
export const failing: Kind[] = [
  [
    "an exception behind Werkzeug's page",
    withRoutes({ 'POST /distance': answer(500, html, werkzeug) }),
    'POST /distance',
    '500',
    firstSays("the handler raised an exception; its traceback is in the server's log$"),
  ],
  [
    "an exception behind Flask's debug page",
    withRoutes({ 'POST /distance': answer(500, html, debugPage) }),
    'POST /distance',
    '500',
    firstSays("the handler raised an exception: KeyError: 'x'; its traceback is in the server's log$"),
  ],
  [
    "an exception behind Express's page",
    withRoutes({ 'POST /distance': answer(500, html, expressPage) }),
    'POST /distance',
    '500',
    firstSays(
      "the handler raised an exception: TypeError: Cannot read properties of undefined \\(reading 'a'\\)",
    ),
  ],
  [
    'an exception behind plain words',
    withRoutes({ 'GET /hello/*': answer(500, { 'content-type': 'text/plain' }, 'Internal Server Error') }),
    'GET /hello',
    '500',
    /^GET \/hello\/<name>: the handler raised an exception; its traceback is in the server's log/,
  ],
  [
    'an exception in JSON',
    withRoutes({ 'POST /distance': answer(500, json, '{"error":"name \'sqrt\' is not defined"}') }),
    'POST /distance',
    '500',
    firstSays("the handler failed, and says: name 'sqrt' is not defined$"),
  ],
  [
    'an exception for negative numbers',
    withRoutes({
      'POST /distance': (_request, response, body) => {
        const points = JSON.parse(body)
        if (body.includes('-')) response.writeHead(500, html).end(werkzeug)
        else return { distance: between(points), ...points }
      },
    }),
    'POST /distance',
    '500',
    secondSays('the handler raised an exception'),
  ],

  [
    'a form instead of JSON',
    withRoutes({ 'POST /distance': refuseForm }),
    'POST /distance',
    '400',
    firstSays('refused as application/json; the server says: The browser \\(or proxy\\) sent'),
  ],
  [
    'a refusal that names the field',
    withRoutes({ 'POST /distance': answer(400, json, '{"error":"a must be a list in the JSON body"}') }),
    'POST /distance',
    '400',
    firstSays('the server says: a must be a list in the JSON body$'),
  ],
  [
    '201 for a 200',
    withRoutes({ 'POST /distance': answer(201, json, '{}') }),
    'POST /distance',
    'wrong',
    firstSays('expected status 200, got 201 Created$'),
  ],
]
