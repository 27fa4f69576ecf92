import { jsonBytes } from '../../http/socket.ts'
import { type Row, right } from '../row.ts'

function body(json: string | Uint8Array): Buffer {
  return jsonBytes('/distance', json)
}

const deep = 45_000

export const jsonBodies: Row[] = [
  ['no JSON at all', body('a=2,4&b=5,6'), 400],
  ['JSON that is cut short', body(right.slice(0, -1)), 400],
  ['JSON with something after it', body(`${right}${right}`), 400],
  ['single quotes', body(right.replaceAll('"', "'")), 400],
  ['a comma at the end', body('{"a":[2,4],"b":[5,6],}'), 400],
  ['a comment', body(`/* two points */${right}`), 400],
  ['null', body('null'), 400],
  ['a number', body('7'), 400],
  ['a list', body('[[2,4],[5,6]]'), 400],
  ['nothing but spaces', body('   '), 400],
  ['NaN', body('{"a":[NaN,4],"b":[5,6]}'), 400],
  ['Infinity', body('{"a":[Infinity,4],"b":[5,6]}'), 400],
  ['a number too large for any machine', body('{"a":[1e999,4],"b":[5,6]}'), 400],
  ['a number of 1,000 digits', body(`{"a":[${'9'.repeat(1000)},0],"b":[0,0]}`), 400],
  ['a number beyond what the schema takes', body('{"a":[1e151,4],"b":[5,6]}'), 400],
  ['minus zero and the smallest number', body('{"a":[-0,5e-324],"b":[0,0]}'), 200],
  ['a number in hexadecimal', body('{"a":[0x2,4],"b":[5,6]}'), 400],
  ['a number with a leading zero', body('{"a":[02,4],"b":[5,6]}'), 400],
  ['a number as text', body('{"a":["2","4"],"b":[5,6]}'), 400],
  ['three coordinates', body('{"a":[2,4,6],"b":[5,6]}'), 400],
  ['a field missing', body('{"a":[2,4]}'), 400],
  // RFC 8259, 4: with names that are not unique, the behaviour is unpredictable; here the last counts, as in browsers.
  ['a field twice', body('{"a":[0,0],"a":[2,4],"b":[5,6]}'), 200],
  ['a field twice, the last one wrong', body('{"a":[2,4],"b":[5,6],"a":1}'), 400],
  ['__proto__ as a field', body('{"__proto__":{"a":[1,2],"b":[3,4]}}'), 400],
  ['__proto__ beside the fields', body('{"a":[1,2],"b":[3,4],"__proto__":{"x":1}}'), 200],
  ['constructor beside the fields', body('{"a":[1,2],"b":[3,4],"constructor":{"prototype":{"x":1}}}'), 200],
  ['a length that lies', body('{"a":{"length":2,"0":1,"1":2},"b":[3,4]}'), 400],
  ['arrays 45,000 deep', body('['.repeat(deep) + ']'.repeat(deep)), 400],
  ['arrays 45,000 deep where a number belongs', body(`{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`), 400],
  ['objects 16,000 deep', body(`${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}`), 400],
  // 100,000 brackets are as many as a body of 100,000 bytes can have.
  ['100,000 open brackets', body('['.repeat(100_000)), 400],
  [
    'brackets 100,000 deep, which is a body over the limit',
    body('['.repeat(100_000) + ']'.repeat(100_000)),
    413,
  ],
  ['a hundred thousand errors', body(`[${'{},'.repeat(30_000)}0]`), 400],
  ['lists of 49,000 zeros', body(`{"a":[${'0,'.repeat(49_000)}0],"b":[0,0]}`), 400],
  ['a string of half surrogates', body(`{"a":"${'\\ud800'.repeat(100)}"}`), 400],
  ['a lone surrogate as a field', body('{"\\udfff":1}'), 400],
  ['a raw line break in a string', body('{"a":"\n"}'), 400],
  ['a NUL in a string', body('{"a":"\0"}'), 400],
  ['NULs', body(new Uint8Array(1000)), 400],
  ['a body one byte over the limit', body(right + ' '.repeat(100_001 - right.length)), 413],
  ['a body as long as the limit', body(right + ' '.repeat(100_000 - right.length)), 200],
]
