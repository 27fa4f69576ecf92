import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namedOn } from '../../../client/plan/page.ts'

const at = 'http://host/docs/'
const documentsOn = (page: string) => namedOn(page, at).documents.map(url => url.replace('http://host', ''))
const scriptsOn = (page: string) => namedOn(page, at).scripts.map(url => url.replace('http://host', ''))

const named: [title: string, page: string, documents: string[]][] = [
  ['a relative address', 'url: "a.json"', ['/docs/a.json']],
  ['an address in the other quotes', "url : '/a.json'", ['/a.json']],
  ['an attribute', '<redoc spec-url = "/a.json">', ['/a.json']],
  ['a name in quotes', '{"specUrl":"/a.json"}', ['/a.json']],
  ['escaped slashes', '{"url":"\\/a\\/b.json"}', ['/a/b.json']],
  [
    'quotes of HTML',
    '{&quot;url&quot;:&quot;/a.json&quot;} {&#34;url&#34;:&#34;/b.json&#34;}',
    ['/a.json', '/b.json'],
  ],
  ["Stoplight's attribute", '<elements-api apiDescriptionUrl="/a.json">', ['/a.json']],
  [
    "springdoc's address of a configuration",
    '"configUrl":"/v3/api-docs/swagger-config"',
    ['/v3/api-docs/swagger-config'],
  ],
  ['two calls of Redoc', 'Redoc.init("/a.json", {}) Redoc.init(  "/b.json")', ['/a.json', '/b.json']],
  ['the same document twice', 'url: "/a.json" url: "/a.json"', ['/a.json']],
  ['four documents', 'url:"/a" url:"/b" url:"/c" url:"/d"', ['/a', '/b', '/c']],
  [
    'other files',
    'url:"/a.css" url:"/b.html" url:"/c.htm" url:"/d.js" url:"/e.mjs" url:"/f.png" url:"/g.svg"',
    [],
  ],
  ['a name that only ends in one of a file', 'url: "/cjs" url: "/a.json?x=b.js"', ['/cjs', '/a.json?x=b.js']],
  ['what is no address', 'url: "http://[" url: "/a.json"', ['/a.json']],
  ['another origin', 'url: "https://host/a.json" url: "http://other/b.json"', []],
  ['another word', 'my_url: "/a.json" urls = "/b.json"', []],
  ['an address without an end', 'url: "/a.json', []],
]

for (const [title, page, documents] of named) {
  test(`of a page with ${title}, ${documents.length || 'no'} documents are named`, () =>
    assert.deepEqual(documentsOn(page), documents))
}

test('a page is looked at as far as its 200,000th character', () => {
  const name = 'url: "/a.json"'
  assert.deepEqual(documentsOn(name.padStart(200_000)), ['/a.json'])
  assert.deepEqual(documentsOn(name.padStart(200_001)), [])
})

const scripts: [page: string, found: string[]][] = [
  ['<script src="swagger-initializer.js"></script>', ['/docs/swagger-initializer.js']],
  ["<SCRIPT defer src = '/init.js?v=1'>", ['/init.js?v=1']],
  ['<script src=/ui/initializer.js></script>', ['/ui/initializer.js']],
  ['<script src="/init.js"></script><script src="/initializer.js"></script>', ['/init.js']],
  ['<script src="/swagger-ui.js"></script>', []],
  ['<script src="https://cdn.example.com/initializer.js"></script>', []],
  ['<img src="/init.js">', []],
]

for (const [page, found] of scripts) {
  test(`${found[0] ?? 'no script'} is to be looked into on ${page}`, () =>
    assert.deepEqual(scriptsOn(page), found))
}
