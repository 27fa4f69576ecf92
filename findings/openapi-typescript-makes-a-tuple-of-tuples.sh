#!/usr/bin/env bash
# openapi-typescript 7.13.0 and an OpenAPI 3.1 document with a tuple of a fixed length, as zod and other libraries write it:
#
#     {"type": "array", "prefixItems": [{"type": "number"}, {"type": "string"}], "items": false, "minItems": 2, "maxItems": 2}
#
# Without flags its type is right: [number, string]. Most people expect the same with --array-length, "Generate tuples using
# array minItems / maxItems". It is a tuple of two such tuples: [[number, string], [number, string]]. Of the same lengths and a
# single kind of items, {"items": {"type": "number"}}, the flag makes what it should: [number, number].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund openapi-typescript@7.13.0 typescript@5.9.3

cat > openapi.json << 'DOCUMENT'
{
  "openapi": "3.1.1",
  "info": { "title": "Tuples", "version": "1.0.0" },
  "paths": {},
  "components": {
    "schemas": {
      "Tuple": {
        "type": "array",
        "prefixItems": [{ "type": "number" }, { "type": "string" }],
        "items": false,
        "minItems": 2,
        "maxItems": 2
      },
      "List": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 }
    }
  }
}
DOCUMENT

types() { # types [FLAG]: the types of the two schemas, each on a line
  node_modules/.bin/openapi-typescript openapi.json --export-type "$@" 2> log | tr -d ' \n' | grep -oE '(Tuple|List):[^;]+'
}
{
  types
  echo with --array-length:
  types --array-length
} | tee output

diff output - << 'EXPECTED'
Tuple:[number,string]
List:number[]
with --array-length:
Tuple:[[number,string],[number,string]]
List:[number,number]
EXPECTED
