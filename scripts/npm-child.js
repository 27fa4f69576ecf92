// @ts-check
/** What a program that npm runs has to know of npm; JavaScript, as start.js is. */
import { spawnSync } from 'node:child_process'

/** Milliseconds between two looks at who the parent is. */
const interval = 200

/** Exit code for code that cannot be compiled: the server has others for an app that does not load. */
const notCompiled = 2

/**
 * Compiles, and ends this program if that fails. On a terminal it says so first.
 */
export function compile() {
  if (process.stderr.isTTY) console.error('Compiling src/ and client/ (npm run build) …')
  const { status } = npm(['run', '--silent', 'build'], 'inherit')
  if (status !== 0) process.exit(notCompiled)
}

/**
 * Runs npm, by a shell: on Windows it is npm.cmd, which nothing else starts.
 *
 * @param {string[]} words without spaces or anything else that is more than itself to a shell
 * @param {'inherit' | 'pipe'} [stdio] what it reads and writes is this program's own, or in the result unless given
 */
export function npm(words, stdio = 'pipe') {
  return spawnSync(['npm', ...words].join(' '), { shell: true, stdio, encoding: 'utf8' })
}

/**
 * Sends this program the signal that its parent has died of.
 *
 * npm passes a signal on to the shell between it and the program, and the shell dies of it without a word to the program. With
 * `exec` there would be no shell, but Windows' shells have no such word.
 */
export function endWithShell() {
  const { ppid } = process
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return
  const timer = setInterval(() => {
    if (process.ppid === ppid) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, interval)
  timer.unref()
}
