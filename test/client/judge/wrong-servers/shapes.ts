import { between, distance, firstSays, html, type Kind, name, raw, withRoutes } from './kind.ts'

/** Servers whose answers have another shape. */
export const shapes: Kind[] = [
  [
    'str() of a dict',
    raw('GET /name', "{'name': 'Ada'}", html),
    'GET /name',
    'wrong',
    /^GET \/name: not JSON, but Python's str\(\) of a dict: "\{'name': 'Ada'\}"; wanted \{"name":"…"\}$/,
  ],
  [
    'plain text',
    raw('GET /name', 'Ada', html),
    'GET /name',
    'wrong',
    /^GET \/name: not JSON: "Ada"; wanted \{"name":"…"\}$/,
  ],
  [
    'JSON that is encoded twice',
    raw('GET /hello/*', JSON.stringify('{"message":"Hello there, John McCarthy"}')),
    'GET /hello',
    'wrong',
    /^GET \/hello\/<name>: the answer is a string that holds JSON, so it was encoded twice/,
  ],
  [
    'NaN',
    distance(() => '{"distance": NaN, "a": [2, 4], "b": [5, 6]}'),
    'POST /distance',
    'wrong',
    firstSays('not JSON, which has no NaN.*; wanted \\{"distance":3\\.6'),
  ],
  [
    'an empty body',
    raw('POST /distance', ''),
    'POST /distance',
    'wrong',
    firstSays('the body is empty instead of JSON; wanted \\{"distance":3\\.6'),
  ],
  ['null', raw('GET /name', 'null'), 'GET /name', 'wrong', /^GET \/name: the answer is null, not object/],
  [
    'a list for an object',
    distance(points => [between(points), points.a, points.b]),
    'POST /distance',
    'wrong',
    firstSays('the answer is a list: expected \\{"distance"'),
  ],
  [
    'a wrong key',
    raw('GET /hello/*', '{"messege":"Hello there, John McCarthy"}'),
    'GET /hello',
    'wrong',
    /^GET \/hello\/<name>: message is missing in \{"messege"/,
  ],
  [
    'a key in another case',
    name({ Name: 'Ada' }),
    'GET /name',
    'wrong',
    /^GET \/name: name is missing in \{"Name":"Ada"\}$/,
  ],
  [
    'a and b are missing',
    distance(points => ({ distance: between(points) })),
    'POST /distance',
    'wrong',
    firstSays('a is missing in \\{"distance":3\\.6'),
  ],
  [
    'a and b are swapped',
    distance(points => ({ distance: between(points), a: points.b, b: points.a })),
    'POST /distance',
    'wrong',
    firstSays('a and b are swapped: got a \\[5,6\\] and b \\[2,4\\]$'),
  ],
  [
    'a string for a number',
    distance(points => ({ distance: String(between(points)), ...points })),
    'POST /distance',
    'wrong',
    firstSays('distance is a string: expected 3\\.605551275463989, got "3\\.6'),
  ],

  [
    'several mistakes',
    withRoutes({ 'GET /name': () => ({}), 'GET /hello/*': () => ({}), 'POST /distance': () => ({}) }),
    'GET /name',
    'wrong',
    /^GET \/name: name is missing in \{\}.* \(\+2 more\)$/,
  ],
]
