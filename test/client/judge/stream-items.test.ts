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
  ['lines that are blank', 'application/jsonl', '{"x":1}\n \t\n{"x":2}\n \n'],
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
    assert.deepEqual(checkItems(schema, type, body), { problems: [problem], notes: [] })
  })

const events: [title: string, body: string, event: string][] = [
  ['behind a mark of the order of bytes', '\ufeffdata: 1\n\n', '{"data":"1"}'],
  ['with line ends of old', 'data: 1\rid: 2\r\r', '{"data":"1","id":"2"}'],
  ['with a field without a colon', 'data\nid:\n\n', '{"data":"","id":""}'],
  ['with spaces and colons', 'data:  a: b\n\n', '{"data":" a: b"}'],
  ['with another end of a line in it', 'data: a\u2028b\n\n', '{"data":"a\\u2028b"}'],
  ['with a time to retry', 'retry: 50\n\n', '{"retry":50}'],
  ['with a time to retry that is none', 'id: 1\nretry: 5s\nretry: s5\n\n', '{"id":"1"}'],
  ['with a field that is not known', 'id: 1\nname: 5\n: 5\n\n', '{"id":"1"}'],
]

for (const [title, body, event] of events)
  test(`an event ${title} is read as ${event}`, () => {
    const { problems } = checkItems({ required: ['x'] }, 'text/event-stream', body)
    assert.deepEqual(problems, [`the answer[0].x is missing in ${event}`])
  })
