#!/usr/bin/env bash
# fets 0.8.12 and an upload whose schema is the one of OpenAPI 3.0: a text of the format `binary`.
#
# Most people expect a route that is declared so, and documented so, to take a file. The schema's library knows no format of that
# name, so each file is refused with a 400; what is held against the schema is the text of the file, not the file. An app has
# to declare the format itself, and then the handler gets a text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund fets@0.8.12

cat > covers.mjs << 'PROGRAM'
import { createServer } from 'node:http'
import { createRouter, FormatRegistry, Response, Type } from 'fets'

const router = createRouter({ openAPI: { info: { title: 'Covers', version: '1.0.0' } } }).route({
  method: 'POST',
  path: '/covers',
  schemas: { request: { formData: Type.Object({ cover: Type.String({ format: 'binary' }) }) } },
  handler: async request => Response.json({ cover: typeof (await request.formData()).cover }),
})

const server = createServer(router).listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`
  const document = await (await fetch(`${base}/openapi.json`)).json()
  console.log(JSON.stringify(document.paths['/covers'].post.requestBody.content))
  const upload = async () => {
    const body = new FormData()
    body.set('cover', new File(['four'], 'cover.txt', { type: 'text/plain' }))
    const response = await fetch(`${base}/covers`, { method: 'POST', body })
    console.log(response.status, await response.text())
  }
  await upload()
  FormatRegistry.Set('binary', () => true)
  await upload()
  process.exit()
})
PROGRAM

node covers.mjs | tee output
diff output - << 'EXPECTED'
{"multipart/form-data":{"schema":{"type":"object","required":["cover"],"properties":{"cover":{"format":"binary","type":"string"}}}}}
400 {"errors":[{"path":"/cover","value":"four","message":"Unknown format 'binary'","errors":[],"name":"formData"}]}
200 {"cover":"string"}
EXPECTED
