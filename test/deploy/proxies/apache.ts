import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './proxies.ts'

/** Debian's /etc/apache2, with what a run writes beside it, and one process, whose connections any next request finds. */
export function copyOfApache({ root, ports }: Place): void {
  const folder = join(root, 'etc/apache2')
  cpSync('/etc/apache2', folder, { recursive: true, verbatimSymlinks: true })
  writeFileSync(join(folder, 'ports.conf'), `Listen ${ports[80]}\nListen ${ports[443]}\n`)
  const one = ['ServerLimit 1', 'StartServers 1', 'ThreadsPerChild 64', 'MaxRequestWorkers 64', '']
  writeFileSync(join(folder, 'conf-enabled/one-process.conf'), one.join('\n'))
  const places = ['RUN_DIR', 'LOCK_DIR', 'LOG_DIR'].map(name => `export APACHE_${name}=${root}`)
  const lines = [...places, `export APACHE_PID_FILE=${root}/apache2.pid`, '']
  writeFileSync(join(folder, 'envvars'), lines.join('\n'), { flag: 'a' })
}

/** What has Debian's commands, such as a2enmod, work there. */
export function apacheAt(root: string): NodeJS.ProcessEnv {
  return { APACHE_CONFDIR: join(root, 'etc/apache2'), APACHE_STATE_DIRECTORY: join(root, 'state') }
}
