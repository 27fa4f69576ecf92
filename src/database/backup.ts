/**
 * A copy of the file of SQLite, taken while the service writes:
 *
 *     npm run backup -- [FILE]                          in development
 *     node dist/src/database/backup.js [FILE]           in the image
 *
 * FILE is, unless given, in the folder `backups` beside the data, with the date in its name. It is made by VACUUM INTO, which
 * reads one state of the database for as long as it takes, and keeps no writer waiting. The other way, `backup()` of
 * node:sqlite, begins anew when somebody writes, so that it may never end, and came only with Node 22.16.
 */
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { runCommand } from './command.ts'
import { openForReading } from './sqlite-file.ts'

await runCommand(async args => {
  // Inside, so that settings that are wrong are lines, too.
  const { settings } = await import('../settings.ts')
  if (args.length > 1 || args[0]?.startsWith('-'))
    throw new Error('Usage: npm run backup -- [FILE]   FILE is the copy to be made.')
  if (settings.DATABASE_URL !== undefined) {
    const url = process.env.DATABASE_URL ? '"$DATABASE_URL"' : '"$(cat "$DATABASE_URL_FILE")"'
    const command = `pg_dump --format=custom --file=backup.dump ${url}`
    throw new Error(`The data is in PostgreSQL, which has a program for this: ${command}`)
  }
  const source = settings.SQLITE_FILE
  const copy = args[0] ?? nameOfBackup(source, new Date())
  await backUp(source, copy)
  console.log(`${copy}  ${statSync(copy).size} bytes`)
})

/** `data/app.db` becomes `data/backups/app-2026-03-09T110000Z.db`: the time is UTC. */
function nameOfBackup(source: string, now: Date): string {
  const time = now.toISOString().replaceAll(':', '').replace(/\.\d+/, '')
  const extension = extname(source)
  return join(dirname(source), 'backups', `${basename(source, extension)}-${time}${extension}`)
}

/**
 * The copy comes under its name when it is whole and on the disk, and only its owner may read it.
 *
 * @throws {Error} if there is no database, or a file of that name
 */
async function backUp(source: string, copy: string): Promise<void> {
  const database = await openForReading(source)
  const unfinished = `${copy}.unfinished-${process.pid}`
  try {
    if (existsSync(copy)) throw taken(copy)
    mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
    // SQLite fills an empty file and leaves its rights as they are.
    closeSync(openSync(unfinished, 'wx', 0o600))
    database.prepare('vacuum into ?').run(unfinished)
    flush(unfinished)
    // A rename would replace what has got this name meanwhile.
    linkSync(unfinished, copy)
    rmSync(unfinished)
    flush(dirname(copy))
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? taken(copy) : error
  } finally {
    rmSync(unfinished, { force: true })
    database.close()
  }
}

/** Windows flushes only what may be written, and no folders. */
function flush(path: string): void {
  const isWindows = process.platform === 'win32'
  if (isWindows && statSync(path).isDirectory()) return
  const descriptor = openSync(path, isWindows ? 'r+' : 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

function taken(copy: string): Error {
  return new Error(`${copy} is there already, and is not overwritten: give another name.`)
}
