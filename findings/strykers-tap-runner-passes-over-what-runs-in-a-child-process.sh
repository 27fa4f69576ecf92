#!/usr/bin/env bash
# Stryker 9.6.1, its runner for TAP 9.6.1, and a test by node:test that runs the program in a process of its own.
#
# Most people expect `coverageAnalysis: 'off'` to hold each mutant against each test. The runner for TAP tells what a test file has
# reached all the same, and sees only its own process: a mutant that is reached in a child process counts as not covered, and is
# held against no test, although the test fails where the same change is made by hand. A test that calls the same function in its
# own process kills it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund \
  @stryker-mutator/core@9.6.1 @stryker-mutator/tap-runner@9.6.1

cat > adult.js << 'PROGRAM'
const isAdult = age => age >= 18
module.exports = { isAdult }
if (require.main === module) console.log(isAdult(Number(process.argv[2])))
PROGRAM

cat > child.test.js << 'PROGRAM'
const assert = require('node:assert')
const { execFileSync } = require('node:child_process')
const { test } = require('node:test')

const said = age => execFileSync(process.execPath, ['adult.js', age], { encoding: 'utf8' }).trim()
test('adults are 18', () => assert.deepEqual([said('17'), said('18')], ['false', 'true']))
PROGRAM

cat > own.test.js << 'PROGRAM'
const assert = require('node:assert')
const { test } = require('node:test')
const { isAdult } = require('./adult.js')

test('adults are 18', () => assert.deepEqual([isAdult(17), isAdult(18)], [false, true]))
PROGRAM

held() { # held TEST: what becomes of the mutants of one line, held against a test file
  cat > stryker.json << OPTIONS
{ "mutate": ["adult.js:1-1"], "testRunner": "tap", "coverageAnalysis": "off", "concurrency": 1,
  "tap": { "testFiles": ["$1"], "nodeArgs": ["--test-reporter=tap"] },
  "reporters": ["json"], "jsonReporter": { "fileName": "report.json" }, "logLevel": "off" }
OPTIONS
  npx stryker run stryker.json > log
  node --print "'$1: ' + JSON.parse(fs.readFileSync('report.json')).files['adult.js'].mutants.map(({ replacement, status }) => replacement + ' ' + status).join(', ')"
}

by_hand() { # whether the test that starts a process notices one of these changes
  sed 's/>=/>/' adult.js > changed.js && mv changed.js adult.js
  node --test child.test.js > log && echo by hand: passes || echo by hand: fails
}

{ held child.test.js; held own.test.js; by_hand; } | tee output
diff output - << 'EXPECTED'
child.test.js: () => undefined NoCoverage, true NoCoverage, false NoCoverage, age > 18 NoCoverage, age < 18 NoCoverage
own.test.js: () => undefined Killed, true Killed, false Killed, age > 18 Killed, age < 18 Killed
by hand: fails
EXPECTED
