#!/usr/bin/env bash
# @orpc/openapi 1.16.1 (with @orpc/zod 1.16.1, zod 4.6.7) and a list in the query of a GET.
#
# Most people expect the document of a framework to say how its server wants a list: repeated (`style: form`, OpenAPI's default), or
# joined by commas. oRPC writes `style: deepObject` for it, which OpenAPI defines for objects alone (3.1.1, Parameter Object); clients made
# from that document send it as a[0]=x, a[]=x, JSON or not at all. The server takes the repeated form, a[] and a[0] alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund \
  @orpc/openapi@1.16.1 @orpc/server@1.16.1 @orpc/zod@1.16.1 zod@4.6.7

cat > books.mjs << 'PROGRAM'
import { createServer } from 'node:http'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { os } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { z } from 'zod'

const books = os
  .route({ method: 'GET', path: '/books' })
  .input(z.object({ genre: z.array(z.string()) }))
  .output(z.array(z.string()))
  .handler(({ input }) => input.genre)

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
const document = await generator.generate({ books }, { info: { title: 'Books', version: '1.0.0' } })
const [{ style, schema }] = document.paths['/books'].get.parameters
console.log(`OpenAPI ${document.openapi}: an ${schema.type} of style ${style}`)

const handler = new OpenAPIHandler({ books })
const server = createServer((request, response) => handler.handle(request, response))
server.listen(0, '127.0.0.1', async () => {
  for (const query of ['genre=a&genre=b', 'genre[]=a&genre[]=b', 'genre[0]=a&genre[1]=b', 'genre=a,b']) {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/books?${query}`)
    console.log(`${query}: ${response.ok ? await response.text() : response.status}`)
  }
  process.exit()
})
PROGRAM

node books.mjs | tee output
diff output - << 'EXPECTED'
OpenAPI 3.1.1: an array of style deepObject
genre=a&genre=b: ["a","b"]
genre[]=a&genre[]=b: ["a","b"]
genre[0]=a&genre[1]=b: ["a","b"]
genre=a,b: 400
EXPECTED
