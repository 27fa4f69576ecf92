#!/usr/bin/env bash
# elysia 1.4.30 (with @elysiajs/node 1.4.5, @elysiajs/openapi 1.4.16) and `t.Integer()` in what a route answers.
#
# Most people expect the schema of an answer to hold the answer to it. `t.Integer()` is a number or a text that stands for one, which
# is meant for what comes in as text, such as a query; but it is the same in answers. A handler that answers a text by mistake
# passes the check, and the document says that it may: with a default of 0 that no answer has. (Of a
# field that may be null, the document of OpenAPI 3.1 also says `nullable`, which is a word of 3.0.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund elysia@1.4.30 @elysiajs/node@1.4.5 @elysiajs/openapi@1.4.16

cat > book.mjs << 'PROGRAM'
import { createServer } from 'node:net'
import { node } from '@elysiajs/node'
import { openapi } from '@elysiajs/openapi'
import { Elysia, t } from 'elysia'

const port = await new Promise(resolve => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address()
    probe.close(() => resolve(port))
  })
})
const app = new Elysia({ adapter: node() })
  .use(openapi())
  .get('/text', () => ({ year: '1961', subtitle: null }), {
    response: t.Object({ year: t.Integer(), subtitle: t.Nullable(t.String()) }),
  })
  .get('/word', () => ({ year: 'soon' }), { response: t.Object({ year: t.Integer() }) })

app.listen({ port, hostname: '127.0.0.1' }, async () => {
  const at = path => fetch(`http://127.0.0.1:${port}${path}`)
  const document = await (await at('/openapi/json')).json()
  const { schema } = document.paths['/text'].get.responses[200].content['application/json']
  console.log(document.openapi, JSON.stringify(schema.properties))
  const text = await at('/text')
  console.log(text.status, await text.text())
  console.log((await at('/word')).status)
  process.exit()
})
PROGRAM

node book.mjs | tee output
diff output - << 'EXPECTED'
3.1.2 {"year":{"anyOf":[{"format":"integer","default":0,"type":"string"},{"type":"integer"}]},"subtitle":{"nullable":true,"type":["string","null"]}}
200 {"year":"1961","subtitle":null}
422
EXPECTED
