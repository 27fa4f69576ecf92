import { serveLecture } from '../../lecture-server.ts'
import { type Kind, name, type Start, withRoutes } from './kind.ts'

const greeting = (greet: (name: string) => string) =>
  withRoutes({ 'GET /hello/*': ({ url = '' }) => ({ message: greet(decodeURIComponent(url.slice(7))) }) })
const titled = (text: string) => text.toLowerCase().replace(/\b\w/g, letter => letter.toUpperCase())

function anyPath(answerTo: (path: string) => unknown): Start {
  return t =>
    serveLecture(t, {
      'GET /name': () => answerTo('name'),
      'GET /*': ({ url = '' }) => answerTo(decodeURIComponent(url.slice(1))),
    })
}

/** Servers whose name or greeting is another. */
export const names: Kind[] = [
  [
    'a route for any path',
    anyPath(path => ({ name: path })),
    'GET /name',
    'wrong',
    /^GET \/name: a route for any path: GET \/nonesuch is answered, too, by \{"name":"nonesuch"\}; write a route \/name/,
  ],
  [
    'a route for any path that capitalizes',
    anyPath(path => ({ name: titled(path), time: Math.random() })),
    'GET /name',
    'wrong',
    /^GET \/name: a route for any path: GET \/nonesuch/,
  ],
  [
    'one answer to any path',
    anyPath(() => ({ name: 'Ada Lovelace' })),
    'GET /name',
    'wrong',
    /^GET \/name: a route for any path: GET \/nonesuch/,
  ],
  [
    'a blank name',
    name({ name: ' \u200b\t' }),
    'GET /name',
    'wrong',
    /^GET \/name: name is blank, .*: write your own there$/,
  ],
  [
    'no name at all',
    name({ name: '' }),
    'GET /name',
    'wrong',
    /^GET \/name: name is blank, "": write your own there$/,
  ],
  [
    'a placeholder for a name',
    name({ name: '<yourname>' }),
    'GET /name',
    'wrong',
    /^GET \/name: name is a placeholder, "<yourname>": write your own there$/,
  ],
  [
    'a placeholder in words',
    name({ name: 'YOUR FULL NAME HERE' }),
    'GET /name',
    'wrong',
    /^GET \/name: name is a placeholder/,
  ],

  [
    '.title() on the name',
    greeting(who => `Hello there, ${titled(who)}`),
    'GET /hello',
    'wrong',
    /^GET \/hello\/<name>: message: expected "Hello there, John McCarthy", got "Hello there, John Mccarthy"$/,
  ],
  [
    'a greeting in lower case',
    greeting(who => `hello there, ${who}`),
    'GET /hello',
    'wrong',
    /: expected "Hello there, John McCarthy", got "hello there, John McCarthy"$/,
  ],
  [
    'a greeting without its comma',
    greeting(who => `Hello there ${who}`),
    'GET /hello',
    'wrong',
    /, got "Hello there John McCarthy"$/,
  ],
  [
    'a name that stays percent-encoded',
    greeting(who => `Hello there, ${encodeURIComponent(who)}`),
    'GET /hello',
    'wrong',
    /, got "Hello there, John%20McCarthy"$/,
  ],
]
