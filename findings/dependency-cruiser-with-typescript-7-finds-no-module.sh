#!/usr/bin/env bash
# dependency-cruiser 17.4.3 beside TypeScript 7.0.2: a forbidden import between two .ts files is not found, and the exit code
# is 0. No module is read at all, which only the count in the line of success tells:
#
#     ✔ no dependency violations found (0 modules, 0 dependencies cruised)
#
# Most people expect a violation, or an error that TypeScript 7 is not supported: the tool itself takes it for missing
# (`depcruise --info`: typescript >=2.0.0 <7.0.0), and npm installs the two together without a warning. With TypeScript 5.9.3
# the same rule and the same files give the violation and exit code 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mkdir -p src/inner src/outer
echo 'export const one = 1' > src/inner/one.ts
printf "import { one } from '../inner/one.ts'\nexport const two = one + one\n" > src/outer/two.ts
cat > .dependency-cruiser.cjs << 'RULES'
module.exports = {
  forbidden: [{ name: 'border', severity: 'error', from: { path: 'outer' }, to: { path: 'inner' } }],
  options: {},
}
RULES
npm init --yes > npm.log

check() { # check TYPESCRIPT_VERSION: what the tool prints, and its exit code
  npm install --silent --ignore-scripts --no-audit --no-fund dependency-cruiser@17.4.3 "typescript@$1"
  local code=0
  node_modules/.bin/depcruise src > output || code=$?
  printf 'TypeScript %s: exit code %s\n%s\n' "$1" "$code" "$(cat output)" | tee result
}

check 7.0.2
grep -q 'exit code 0' result
grep -q 'no dependency violations found (0 modules, 0 dependencies cruised)' result

check 5.9.3
grep -q 'exit code 1' result
grep -q 'error border: src/outer/two.ts → src/inner/one.ts' result
