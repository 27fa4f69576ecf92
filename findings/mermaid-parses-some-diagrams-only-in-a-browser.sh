#!/usr/bin/env bash
# mermaid 11.17.2 in Node, without a DOM: parse(), which draws nothing, takes some kinds of diagram and throws for others. Of
# these it says that they are right: flowchart (without HTML in a label), sequenceDiagram, erDiagram, pie. For a right
# stateDiagram-v2, classDiagram, gantt or mindmap, and for a flowchart with <br> in a label, it throws
#
#     TypeError: DOMPurify.addHook is not a function
#
# Most people expect that a parser says right or wrong of every kind, or of none: a check of a page's drawings in Node passes
# until the page gets its first state diagram, and then fails for a drawing that browsers show.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund mermaid@11.17.2

cat > parse.mjs << 'PROGRAM'
import mermaid from 'mermaid'

const diagrams = {
  'flowchart': 'flowchart LR\n  a --> b',
  'flowchart with <br>': 'flowchart LR\n  a["one<br>two"] --> b',
  'sequenceDiagram': 'sequenceDiagram\n  a->>b: c',
  'erDiagram': 'erDiagram\n  A ||--o{ B : has',
  'pie': 'pie\n  "a" : 1',
  'stateDiagram-v2': 'stateDiagram-v2\n  [*] --> a',
  'classDiagram': 'classDiagram\n  A <|-- B',
  'gantt': 'gantt\n  title Plan\n  a :2026-01-01, 1d',
  'mindmap': 'mindmap\n  root',
}
for (const [kind, text] of Object.entries(diagrams)) {
  const result = await mermaid.parse(text).then(() => 'right', error => String(error).split('\n')[0])
  console.log(`${kind}: ${result}`)
}
PROGRAM
node parse.mjs | tee output

missing='TypeError: DOMPurify.addHook is not a function'
diff output - << EXPECTED
flowchart: right
flowchart with <br>: $missing
sequenceDiagram: right
erDiagram: right
pie: right
stateDiagram-v2: $missing
classDiagram: $missing
gantt: $missing
mindmap: $missing
EXPECTED
