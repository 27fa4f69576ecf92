import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkItems } from '../../../client/judge/stream-items.ts'

const point = { type: 'object', required: ['x'], properties: { x: { type: 'number' } } }

const right: [title: string, type: string, body: string, schema?: unknown][] = [
  ['lines of JSON', 'application/jsonl', '{"x":1}\n{"x":2}\n'],
  ['lines that end as on Windows', 'application/x-ndjson; charset=utf-8', '{"x":1}\r\n\r\n{"x":2}\r\n'],
  ['a last line that was cut off', 'application/x-ndjson', '{"x":1}\n{"x'],
  ['records', 'application/json-seq', '\u001e{"x":1}\n\u001e{"x":2}\n'],
  ['a record that was cut off', 'application/json-seq', '\u001e{"x":1}\n\u001e{"x'],
  ['nothing', 'application/jsonl', ''],
  ['an event that is not at its end', 'text/event-stream', 'id: 1\n', { required: ['data'] }],
  ['a comment between events', 'text/event-stream', ': hello\n\ndata: 1\n\n', { required: ['data'] }],
  [
    'an event with all of its fields',
    'text/event-stream',
    'event: tick\r\ndata:a\r\ndata: b\r\nid: 7\r\nretry: 500\r\n\r\n',
    { enum: [{ event: 'tick', data: 'a\nb', id: '7', retry: 500 }] },
  ],
  [
    'an event behind a mark of the order of bytes',
    'text/event-stream',
    '\ufeffdata: 1\n\n',
    { enum: [{ data: '1' }] },
  ],
  [
    'an event with line ends of old',
    'text/event-stream',
    'data: 1\rid: 2\r\r',
    { enum: [{ data: '1', id: '2' }] },
  ],
  ['a field without a colon', 'text/event-stream', 'data\nid:\n\n', { enum: [{ data: '', id: '' }] }],
  ['a value with spaces and colons', 'text/event-stream', 'data:  a: b\n\n', { enum: [{ data: ' a: b' }] }],
  ['a time to retry that is none', 'text/event-stream', 'id: 1\nretry: 5s\n\n', { enum: [{ id: '1' }] }],
  ['another one', 'text/event-stream', 'id: 1\nretry: s5\n\n', { enum: [{ id: '1' }] }],
  ['a field that is not known', 'text/event-stream', 'id: 1\nname: x\n\n', { enum: [{ id: '1' }] }],
  ['anything where all may come', 'application/jsonl', '1\n', true],
  ['images, of which nothing is read', 'multipart/x-mixed-replace; boundary=a', '--a\n', { type: 'null' }],
]

for (const [title, type, body, schema = point] of right)
  test(`${title} is right in a stream`, () => {
    assert.deepEqual(checkItems(schema, type, body), { problems: [], notes: [] })
  })

const wrong: [title: string, type: string, body: string, schema: unknown, problem: string][] = [
  [
    'a line without its field',
    'application/jsonl',
    '{"x":1}\n{}\n',
    point,
    'the answer[1].x is missing in {}',
  ],
  [
    'a whole last line without its end',
    'application/jsonl',
    '{"x":"1"}',
    point,
    'the answer[0].x is a string, not number: "1"',
  ],
  [
    'a line that is not JSON behind an empty one',
    'application/jsonl',
    '1\n\n hello \n2',
    {},
    'item 2 is not JSON: "hello"',
  ],
  [
    'a record that is not JSON',
    'application/json-seq',
    '\u001ehello\n\u001e1\n',
    {},
    'item 1 is not JSON: "hello"',
  ],
  ['a line that is not JSON', 'application/jsonl', '{"x":1}\nhello\n', point, 'item 2 is not JSON: "hello"'],
  [
    'an event of another kind',
    'text/event-stream',
    'data: 1\n\nevent: tock\ndata: 2\n\n',
    { properties: { event: { const: 'tick' } } },
    'the answer[1].event: Instance does not match "tick".',
  ],
  [
    'an item that a definition does not fit',
    'application/jsonl',
    '{"x":1}\n7\n',
    { $ref: '#/$defs/1', $defs: { 1: point } },
    'the answer[1] is a number, not object: 7',
  ],
]

for (const [title, type, body, schema, problem] of wrong)
  test(`${title} is wrong in a stream`, () => {
    assert.deepEqual(checkItems(schema, type, body).problems, [problem])
  })
