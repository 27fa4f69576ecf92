import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const servers: ChildProcess[] = []

/** Serves a variant of lecture_server.py, or of another file, under gunicorn: Debian's own Python, whatever else is installed. */
export function startGunicorn(host: string, variant: string, file = 'lecture_server'): void {
  startPython(['-m', 'gunicorn', '--bind', host, `${file}:app`], variant)
}

/** The same under Flask's development server, which shows the stack of an exception. */
export function startFlask(port: string, variant: string): void {
  startPython(
    ['-m', 'flask', '--app', 'lecture_server', '--debug', 'run', '--no-reload', '--port', port],
    variant,
  )
}

export async function stopAll(): Promise<void> {
  for (const server of servers) {
    if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit')
  }
}

function startPython(args: string[], variant: string): void {
  const env = { PATH: '/usr/bin:/bin', VARIANT: variant, PYTHONDONTWRITEBYTECODE: '1' }
  servers.push(spawn('/usr/bin/python3', args, { cwd: import.meta.dirname, env, stdio: 'ignore' }))
}
