/** The server, as `npm run dev` starts it, again at each saved file. If it fails, its last line says what comes next. */
import { exitCodes } from '../src/cluster/failure.ts'
import { codeWarnings } from './code-warnings.ts'
import { readDotEnv } from './dot-env.ts'
import { endWithShell } from './npm-child.js'
import { adminAddress } from './ports.js'
import { syntaxErrorOf } from './syntax-error.ts'

process.env.NODE_ENV ??= 'development'
// To the server a closed terminal's HUP means to reload: without this it would stay, and keep the port.
endWithShell()
readDotEnv()
if (!process.argv.includes('--admin') && !process.env.ADMIN_ADDRESS)
  process.argv.push('--admin', await adminAddress(Number(process.env.PORT ?? 5000)))
process.on('exit', code => {
  if (code === 0) return
  // Only an app that does not load may have an error that the compiler can name; a port that is taken is another matter.
  const error = code === exitCodes.bootFailed ? syntaxErrorOf('src') : undefined
  if (error !== undefined) process.stdout.write(`${error}\n`)
  process.stdout.write('The server starts again when a file is saved.\n')
})
const warnings = codeWarnings('src/main.ts')
await import('../src/cluster/cli.ts')
for (const warning of await warnings) process.stdout.write(`${warning}\n`)
