#!/usr/bin/env bash
# @scalar/openapi-upgrader 0.4.9 (for Node 22 or later) and a Swagger 2.0 body that two operations share.
#
# Swagger 2.0 keeps a body that is used twice among the document's `parameters`, and an operation refers to it from its own list of
# parameters. Most people expect the operation to have a `requestBody` after the upgrade. The shared body does become one of
# `components.requestBodies`, but the reference stays where it was, among the parameters, where OpenAPI 3 allows none to a body: who reads
# the document sends nothing. A body that is written in the operation itself is upgraded as it should be.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund @scalar/openapi-upgrader@0.4.9

cat > things.mjs << 'PROGRAM'
import { upgrade } from '@scalar/openapi-upgrader'

const body = { name: 'thing', in: 'body', required: true, schema: { $ref: '#/definitions/Thing' } }
const responses = { 201: { description: 'Made' } }
const { paths, components } = upgrade(
  {
    swagger: '2.0',
    info: { title: 'Things', version: '1.0.0' },
    consumes: ['application/json'],
    definitions: { Thing: { type: 'object', properties: { name: { type: 'string' } } } },
    parameters: { thing: body },
    paths: {
      '/written': { post: { parameters: [body], responses } },
      '/shared': { post: { parameters: [{ $ref: '#/parameters/thing' }], responses } },
    },
  },
  '3.1',
)
for (const [path, { post }] of Object.entries(paths))
  console.log(path, JSON.stringify({ parameters: post.parameters, requestBody: post.requestBody?.content && 'there' }))
console.log(Object.keys(components.requestBodies).join())
PROGRAM

node things.mjs | tee output
diff output - << 'EXPECTED'
/written {"requestBody":"there"}
/shared {"parameters":[{"$ref":"#/components/requestBodies/thing"}]}
thing
EXPECTED
