import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Call } from '../../../client/call.ts'
import { explainStatus } from '../../../client/judge/explain.ts'
import { answer } from '../run-lecture.ts'
import { answerOf, callOf } from './answer-of.ts'
import { html, testWrongAnswers } from './wrong-answers.ts'

testWrongAnswers([
  [
    'text instead of JSON is quoted',
    'GET /name',
    answer(200, {}, 'hello, Ada\n'),
    /^not JSON: "hello, Ada"; wanted \{"name":"…"\}$/,
    'wrong',
    /jsonify/,
  ],
  [
    'an empty body is told',
    'GET /name',
    answer(200, {}, ''),
    /^the body is empty instead of JSON; wanted \{"name":"…"\}$/,
    'wrong',
    /jsonify/,
  ],
  [
    'NaN is no JSON',
    'POST /distance',
    answer(200, {}, '{"distance": NaN}'),
    /^not JSON, which has no NaN/,
    'wrong',
    /divide by/,
  ],
  [
    "Python's str() of a dict is recognised",
    'GET /name',
    answer(200, {}, "{'name': 'Ada'}"),
    /^not JSON, but Python's str\(\) of a dict/,
    'wrong',
    /jsonify/,
  ],
  [
    'a JSON error of the server is quoted',
    'POST /distance',
    answer(500, {}, '{"title":"Internal Server Error","detail":"see the log for request 7"}'),
    /^the handler failed, and says: see the log for request 7$/,
    '500',
  ],
  [
    'a bad gateway is told from the server behind it',
    'GET /name',
    answer(502, html, '<html>'),
    /proxy/,
    '502',
  ],
  [
    'a route that is not there is named',
    'GET /name',
    answer(404, html, '<html>'),
    /^the server has no route GET \/name$/,
    '404',
    /spelled/,
  ],
  [
    'a route for another method is told by its Allow header',
    'POST /distance',
    answer(405, { allow: 'GET, HEAD, OPTIONS' }, ''),
    /^the route exists, but only for GET$/,
    '405',
    /methods=\["POST"\]/,
  ],
  [
    "a refused body comes with the server's words",
    'POST /distance',
    answer(400, html, '<!doctype html><title>400 Bad Request</title><p>Failed to decode JSON object</p>'),
    /^refused as application\/json; the server says: Failed to decode JSON object$/,
    '400',
    /application\/json/,
  ],
  [
    'credentials that are asked for are told',
    'GET /name',
    answer(401, {}, ''),
    /wants credentials/,
    '401',
    /user:password@/,
  ],
  [
    'the AirPlay Receiver of macOS is recognised',
    'GET /name',
    answer(403, { server: 'AirTunes/595.13.1' }, ''),
    /AirPlay Receiver/,
    '403',
    /another port/,
  ],
  [
    'plain HTTP to a port for https is recognised by what nginx answers',
    'GET /name',
    answer(400, html, '<html><center>The plain HTTP request was sent to HTTPS port</center></html>'),
    /^this port speaks https$/,
    '400',
    /https:\/\//,
  ],
  [
    'a redirect to another server is not followed',
    'GET /name',
    answer(302, { location: 'http://127.0.0.1:9/name' }, ''),
    /^redirects to http:\/\/127.0.0.1:9\/name, which is another server: not followed$/,
    '302',
  ],
  [
    'a redirect to https on the same host says what to write in the roster',
    'GET /name',
    answer(302, { location: 'https://127.0.0.1/name' }, ''),
    /^redirects to https on the same host: write https:\/\/127\.0\.0\.1 as the host, in the roster, too$/,
    '302',
    /to be called as https:/,
  ],
  [
    'a redirect to https on the same host keeps its port and base path',
    'GET /hello/*',
    answer(308, { location: 'https://127.0.0.1:8443/app/hello/John%20McCarthy' }, ''),
    /: write https:\/\/127\.0\.0\.1:8443\/app as the host,/,
    '308',
  ],
  [
    'another success than the expected one is told',
    'GET /name',
    answer(202, {}, '{}'),
    /^expected status 200, got 202 Accepted$/,
    'wrong',
  ],
])

const post = { ...callOf(), name: 'POST /a', method: 'POST' }
const https = 'Client sent an HTTP request to an HTTPS server.'
const documented = callOf({ status: [200], documented: [401, 404, 409] })
const home = (path: string) => ({ method: 'GET', url: `http://h:5000${path}` })

const explained: [answer: Answer, problem: string | RegExp, call?: Call][] = [
  [answerOf(403, '', { server: 'AirTunes/1' }), /AirPlay/],
  [answerOf(404, '', { server: 'AirTunes/1' }), /no route/],
  [answerOf(403, '', { server: 'nginx' }), 'the server refuses the request'],
  [answerOf(403), 'the server refuses the request'],
  [answerOf(400, https), 'this port speaks https'],
  [answerOf(403, https), `the server says: ${https}`],
  [answerOf(500, 'x'), 'the handler failed, and says: x'],
  [answerOf(502), 'a proxy answered: the server behind it did not'],
  [answerOf(503), 'the server is not ready'],
  [answerOf(503, 'in maintenance'), 'in maintenance'],
  [answerOf(504), 'a proxy answered: the server behind it did not'],
  [answerOf(501, 'x'), 'the handler failed, and says: x'],
  [answerOf(409, 'x'), 'expected status 200, got 409: the server says: x', documented],
  [answerOf(409), 'expected status 200, got 409 Words', documented],
  [answerOf(410, 'x'), 'the server says: x', documented],
  [answerOf(401), 'the server wants credentials', documented],
  [answerOf(404, 'x'), 'the server has no route GET /a (it says: x)'],
  [answerOf(404, '<html><p>x</p>'), 'the server has no route GET /a'],
  [answerOf(405), 'the route exists, but not for GET'],
  [answerOf(405, '', { allow: ' HEAD, ,OPTIONS' }), 'the route exists, but not for GET'],
  [answerOf(405, '', { allow: 'PUT,POST OPTIONS' }), 'the route exists, but only for PUT, POST'],
  [
    answerOf(405, '', {}, home('/a/?x=1')),
    'a redirect from POST /a to /a/ made a GET of the POST: give the route exactly this path',
    post,
  ],
  [answerOf(404, '', {}, home('/a/')), 'the server has no route POST /a', post],
  [answerOf(400, '', {}, home('/a/')), 'the server refuses the request', post],
  [answerOf(300, '', { location: '/b' }), 'redirects to /b, which is another server: not followed'],
  [answerOf(304), 'expected status below 400, got 304 Words'],
  [answerOf(200, '', { location: '/b' }), 'expected status below 400, got 200 Words'],
  [answerOf(400, '', { location: '/b' }), 'the server refuses the request'],
  [
    answerOf(302, '', { location: 'https://h:8443/a' }, home('/a')),
    'redirects to https on the same host: write https://h:8443 as the host, in the roster, too',
  ],
  [
    answerOf(302, '', { location: 'https://h/login?to=x' }, home('/a')),
    'redirects to https on the same host: write https://h as the host, in the roster, too',
  ],
  [answerOf(302, '', { location: 'https://other/a' }, home('/a')), /^redirects to https:\/\/other\/a, /],
  [answerOf(302, '', { location: 'http://h:1/a' }, home('/a')), /^redirects to http:\/\/h:1\/a, /],
  [
    answerOf(302, '', { location: 'https://h:1/a' }, { url: 'https://h/a' }),
    /^redirects to https:\/\/h:1\/a, /,
  ],
  [
    answerOf(302, '', { location: 'https://' }, home('/a')),
    'redirects to https://, which is another server: not followed',
  ],
  [{ ...answerOf(202), reason: '' }, 'expected status 200, got 202', callOf({ status: [200] })],
  [answerOf(202), 'expected status 200 or 201 or 204, got 202 Words', callOf({ status: [200, 201, 204] })],
  [answerOf(302), 'expected status 2xx, got 302 Words', callOf({ status: [200, 201, 202, 203] })],
]

for (const [answer, problem, call = callOf()] of explained) {
  const { status, body, headers } = answer
  test(`${call.method} with ${status}, ${body || 'no words'} and ${JSON.stringify([...headers])} is told as: ${problem}`, () => {
    const found = explainStatus(call, answer, call.expect?.status)
    if (typeof problem === 'string') assert.equal(found.problem, problem)
    else assert.match(found.problem, problem)
  })
}
