#!/usr/bin/env bash
# Prism 5.16.0 and an OpenAPI 3.1 document that describes a tuple as JSON Schema 2020-12 does, and so OpenAPI 3.1:
#
#     {"type": "array", "prefixItems": [{"type": "number"}, {"type": "string"}], "items": false}
#
# Most people expect that [1, "a"] is right and ["a", 1] is wrong: OpenAPI 3.1 is among what Prism supports. It refuses both
# with 422, "boolean schema is false". Where `items` is left out, it takes both. It reads the schemas as draft 7, which has no
# prefixItems, unless the document says what OpenAPI 3.1 means anyway, that its schemas are of 2020-12 ("jsonSchemaDialect").
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${prism-}" 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund @stoplight/prism-cli@5.16.0

tuple='"type": "array", "prefixItems": [{"type": "number"}, {"type": "string"}]'
operation() { # operation SCHEMA: one that takes such a body
  printf '{"post": {"requestBody": {"required": true, "content": {"application/json": {"schema": %s}}},' "$1"
  printf '"responses": {"204": {"description": "right"}}}}'
}
paths="{\"/closed\": $(operation "{$tuple, \"items\": false}"), \"/open\": $(operation "{$tuple}")}"

check() { # check [MEMBER]: what Prism answers to four bodies, by a document with that member
  printf '{"openapi": "3.1.1", %s "info": {"title": "Tuples", "version": "1.0.0"}, "paths": %s}' "$*" "$paths" > openapi.json
  node node_modules/@stoplight/prism-cli/dist/index.js mock openapi.json --errors --port 0 > log &
  prism=$!
  local port='' path body status
  for _ in $(seq 300); do
    port=$(sed -nE 's|.*Prism is listening on http://127.0.0.1:([0-9]+).*|\1|p' log)
    [ -z "$port" ] || break
    sleep 0.1
  done
  for path in /closed /open; do
    for body in '[1, "a"]' '["a", 1]'; do
      status=$(curl -s -o answer -w '%{http_code}' -H 'Content-Type: application/json' -d "$body" "http://127.0.0.1:$port$path")
      echo "$path $body $status $(grep -o 'property 0 [^"]*' answer || true)" | tee -a output
    done
  done
  kill "$prism"
  wait "$prism" || true
}

check
echo with jsonSchemaDialect: | tee -a output
check '"jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",'

diff -b output - << 'EXPECTED'
/closed [1, "a"] 422 property 0 boolean schema is false
/closed ["a", 1] 422 property 0 boolean schema is false
/open [1, "a"] 204
/open ["a", 1] 204
with jsonSchemaDialect:
/closed [1, "a"] 204
/closed ["a", 1] 422 property 0 must be number
/open [1, "a"] 204
/open ["a", 1] 422 property 0 must be number
EXPECTED
