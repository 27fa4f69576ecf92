/** Scripts that look around in a container, run there by Node. Each prints JSON. */

/**
 * A script that prints what `look(read, folder)` finds in the folder /proc/PID/ of every process, unless it just ended.
 * What the engine starts from outside, such as a health check, is none of them: until it runs, it is still the engine's.
 */
export const everyProcess = (look: string) => `
  const { readdirSync, readFileSync } = require('node:fs')
  const look = ${look}
  const found = []
  for (const pid of readdirSync('/proc').filter(name => /^\\d+$/.test(name))) {
    const folder = '/proc/' + pid + '/'
    const read = file => readFileSync(folder + file, 'utf8')
    try { if (pid === '1' || !/^PPid:\\s*0$/m.test(read('status'))) found.push(look(read, folder)) } catch {}
  }
  console.log(JSON.stringify(found))`

/** A field of /proc/PID/status, of every process. */
export const statusField = (name: string) =>
  everyProcess(`read => read('status').match(/^${name}:\\s*(\\S+)/m)[1]`)

/** The files and folders that can be written to. Message queues are no files, though Linux lists them as a folder. */
export const writablePlaces = `
  const { accessSync, constants, readdirSync } = require('node:fs')
  const writable = []
  const look = path => { try { accessSync(path, constants.W_OK); writable.push(path) } catch {} }
  const walk = folder => {
    look(folder)
    let entries = []
    try { entries = readdirSync(folder, { withFileTypes: true }) } catch {}
    for (const entry of entries) {
      const path = folder.replace(/\\/$/, '') + '/' + entry.name
      if (['/proc', '/sys', '/dev/mqueue'].includes(path)) continue
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile()) look(path)
    }
  }
  walk('/')
  console.log(JSON.stringify(writable))`

/** Why a program that was copied to /tmp cannot be run there. */
export const runFromTmp = `
  const { copyFileSync, chmodSync } = require('node:fs')
  const { spawnSync } = require('node:child_process')
  copyFileSync('/usr/bin/true', '/tmp/program')
  chmodSync('/tmp/program', 0o755)
  console.log(JSON.stringify(spawnSync('/tmp/program').error?.code ?? 'it ran'))`
