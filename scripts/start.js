// @ts-check
/**
 * `npm start`: compiles the code, and becomes the server, with the flags behind `--`. It is this process itself, on every system.
 * And it is JavaScript: on Node 20, TypeScript takes a loader, which would stay in memory as long as the server runs.
 */
import { spawnSync } from 'node:child_process'
import module from 'node:module'
import { resolve } from 'node:path'
import { compile, endWithShell } from './npm-child.js'
import { isTaken } from './ports.js'

const args = process.argv.slice(2)
for (const { host, port } of addressesIn(args)) {
  if (!(await isTaken(port, host))) continue
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/start-taken.ts', host, String(port)], {
    stdio: 'inherit',
  })
  process.exit(1)
}
compile()
endWithShell()
keepWhatV8Compiles()
process.argv = [process.execPath, 'dist/src/cluster/cli.js', 'dist/src/main.js:app', ...args]
await import(new URL('../dist/src/cluster/cli.js', import.meta.url).href)

/** What V8 makes of the code stays beside it: neither the workers nor the next start make it again. From Node 22 on. */
function keepWhatV8Compiles() {
  process.env.NODE_COMPILE_CACHE ??= resolve('dist/compiled')
  module.enableCompileCache?.()
}

/**
 * The TCP ports that the server is to listen on, if it is to serve, as far as they are plain to see: of all else it speaks itself.
 *
 * @param {string[]} args
 * @returns {{ host: string, port: number }[]}
 */
function addressesIn(args) {
  const serves = !args.some(arg => /^(--check-config|--print-config|--help|--version|-h|-v)$/.test(arg))
  if (!serves) return []
  const named = args.join(' ').matchAll(/(?<!\S)(?:-b|--bind)[ =]?([\w.-]*):(\d+)(?!\S)/g)
  const typed = [...named].map(([, host, port]) => ({ host: host || '0.0.0.0', port: Number(port) }))
  const isTyped = args.some(arg => /^(-b|--bind|-c|--config)/.test(arg))
  return isTyped ? typed : [{ host: '0.0.0.0', port: Number(process.env.PORT || 5000) }]
}
