#!/usr/bin/env bash
# kysely 0.28.19, its Migrator, on the SQLite of Node 22.13 or later: a release is taken back. Its newer code had one more
# migration, and had run it.
#
# Most people expect that the older code's migrateToLatest() finds nothing left to do: all that it knows of is there, and the
# newer migration only added a table. It gives an error, "corrupted migrations: previously executed migration 2 is missing",
# and so does `allowUnorderedMigrations`. Whoever migrates when the service starts cannot start the older code again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --silent --ignore-scripts --no-audit --no-fund kysely@0.28.19

cat > try.mjs << 'PROGRAM'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, Migrator, SqliteDialect } from 'kysely'

const file = new DatabaseSync(':memory:')
const prepare = sql => {
  const statement = file.prepare(sql)
  const reader = /^\s*(select|with|pragma)/i.test(sql)
  return { reader, all: values => statement.all(...values), run: values => statement.run(...values) }
}
const db = new Kysely({ dialect: new SqliteDialect({ database: { prepare, close: () => file.close() } }) })
const creates = table => ({ up: db => db.schema.createTable(table).addColumn('id', 'integer').execute() })
const older = { 1: creates('notes') }
const newer = { ...older, 2: creates('tags') }

async function migrate(who, migrations, options) {
  const provider = { getMigrations: async () => migrations }
  const { error, results } = await new Migrator({ db, provider, ...options }).migrateToLatest()
  console.log(`${who}: ${error ? error.message : `${results.length} run`}`)
}

await migrate('newer code', newer)
await migrate('newer code again', newer)
await migrate('older code', older)
await migrate('older code, unordered', older, { allowUnorderedMigrations: true })
PROGRAM
node --no-warnings try.mjs | tee output

diff output - << 'EXPECTED'
newer code: 2 run
newer code again: 0 run
older code: corrupted migrations: previously executed migration 2 is missing
older code, unordered: corrupted migrations: previously executed migration 2 is missing
EXPECTED
