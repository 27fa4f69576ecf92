import { createServer } from 'node:net'
import { freePort } from '../../../cluster/wait.ts'
import { answer } from '../../run-lecture.ts'
import { listen, serve } from '../../servers.ts'
import { html, type Kind, type Start, withRoutes } from './kind.ts'

const site = '<!DOCTYPE html><html><head><title>Acme Shop</title></head><body>Buy!</body></html>'

const noAnswer: Start = async t =>
  `http://127.0.0.1:${await listen(
    t,
    createServer(() => {}),
  )}`
const closing: Start = async t =>
  `http://127.0.0.1:${await listen(
    t,
    createServer(socket => socket.destroy()),
  )}`

/** Servers that are not reached, or have no such route. */
export const reached: Kind[] = [
  [
    'nothing listens',
    async () => `127.0.0.1:${await freePort()}`,
    'GET /name',
    'refused',
    /^connection refused by/,
  ],
  ['the connection closes', closing, 'GET /name', 'closed', /^connection closed without an answer/],
  ['no answer comes', noAnswer, 'GET /name', 'timeout', /no answer within 10 s$/],
  [
    'a site of pages',
    t => serve(t, (_, response) => void response.writeHead(200, html).end(site)),
    'GET /name',
    'wrong',
    /^GET \/name: an HTML page instead of JSON: Acme Shop; wanted \{"name":"…"\} \(\+2 more\)$/,
  ],
  [
    'a site that has none of it',
    t => serve(t, (_, response) => void response.writeHead(404, html).end(site)),
    'POST /distance',
    '404',
    /^the server has none of the routes: is it the right one, on this port\?$/,
  ],

  [
    'a route that is missing',
    withRoutes({ 'GET /hello/*': answer(404, html, '<title>404 Not Found</title>') }),
    'GET /hello',
    '404',
    /^the server has no route GET \/hello\/<name>$/,
  ],
  [
    'a slash at the end of a route',
    withRoutes({ 'GET /name': answer(404, html, '<html>'), 'GET /name/': () => ({ name: 'Ada' }) }),
    'GET /name',
    '404',
    /^the server has no route GET \/name, but \/name\/ works$/,
  ],
  [
    'a slash at the end of a route, where the redirect loses the method',
    withRoutes({
      'POST /distance': answer(301, { location: '/distance/' }, ''),
      'GET /distance/': answer(405, { allow: 'POST' }, ''),
    }),
    'POST /distance',
    '405',
    /^a redirect from POST \/distance to \/distance\/ made a GET of the POST/,
  ],
  [
    'GET instead of POST',
    withRoutes({ 'POST /distance': answer(405, { allow: 'GET, HEAD, OPTIONS' }, '') }),
    'POST /distance',
    '405',
    /^POST \/distance: the route exists, but only for GET$/,
  ],
]
