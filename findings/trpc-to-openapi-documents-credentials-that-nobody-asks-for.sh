#!/usr/bin/env bash
# trpc-to-openapi 3.3.0 (with @trpc/server 11.25.2, zod 4.6.7) and a procedure without any guard.
#
# Most people expect a document to name credentials where somebody asked for them. Here every procedure is documented as wanting the
# scheme `Authorization`, with a 401 and a 403, unless its meta says `protect: false`; the server lets everybody in all the same. And
# `createContext` of createOpenApiHttpHandler, which is typed to get the request of node:http, gets one of fetch: where it looks for
# headers.authorization, as the types say, everybody is a stranger.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund @trpc/server@11.25.2 trpc-to-openapi@3.3.0 zod@4.6.7

cat > name.mjs << 'PROGRAM'
import { createServer } from 'node:http'
import { initTRPC } from '@trpc/server'
import { createOpenApiHttpHandler, generateOpenApiDocument } from 'trpc-to-openapi'
import { z } from 'zod'

const t = initTRPC.meta().context().create()
const router = t.router({
  name: t.procedure
    .meta({ openapi: { method: 'GET', path: '/name' } })
    .output(z.object({ name: z.string() }))
    .query(() => ({ name: 'Ada' })),
})

const info = { title: 'Names', version: '1.0.0', baseUrl: 'http://127.0.0.1' }
const { security, responses } = generateOpenApiDocument(router, info).paths['/name'].get
console.log(`document: ${JSON.stringify(security)}, ${Object.keys(responses).join(' ')}`)

let seen
const createContext = ({ req }) => {
  seen = req.headers
  return {}
}
const server = createServer(createOpenApiHttpHandler({ router, createContext }))
server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/name`
  console.log(`without credentials: ${(await fetch(url)).status}`)
  await fetch(url, { headers: { authorization: 'Bearer abc' } })
  console.log(`headers.authorization: ${seen.authorization}, headers.get: ${seen.get('authorization')}`)
  process.exit()
})
PROGRAM

node name.mjs | tee output
diff output - << 'EXPECTED'
document: [{"Authorization":[]}], 200 400 401 403 404 500
without credentials: 200
headers.authorization: undefined, headers.get: Bearer abc
EXPECTED
