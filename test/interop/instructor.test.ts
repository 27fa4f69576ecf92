/** docs/instructor.md, typed against the machines of its roster: Flask under gunicorn, eight times, and two that are not there. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import { runClient } from '../client/run-client.ts'
import { blocksOf } from '../pages/page.ts'
import { typePage } from '../pages/typed.ts'
import { startGunicorn, stopAll } from './lecture-servers.ts'

const page = 'docs/instructor.md'
const variants = ['right', 'right', 'wording', 'string', 'fields', 'formula', 'hardcoded', 'raises']

after(stopAll)

typePage(page, 'test/interop/instructor.test.ts', async ({ folder, ports }) => {
  const hosts = variants.map((_, index) => `127.0.0.1:${ports.get(String(5101 + index))}`)
  for (const [index, host] of hosts.entries()) startGunicorn(host, variants[index] ?? '')
  const { code, stdout } = await runClient(
    ['--roster', '-', '--allow-local', '--only', '/name', '--wait=60'],
    {
      input: hosts.join('\n'),
    },
  )
  assert.equal(code, 0, stdout)
  writeFileSync(join(folder, 'teams.csv'), roster(ports))
})

/** The page's roster, the rows that it leaves out taken from its table. */
function roster(ports: ReadonlyMap<string, string>): string {
  const table = blocksOf(page).find(({ text }) => text.startsWith('host  '))?.text ?? ''
  const rows = [...table.matchAll(/^(team-\d+) (\w) +(\S+):(\d+)/gm)]
  const lines = rows.map(
    ([, team, section, host, port = '']) => `${team},${section},${host}:${ports.get(port) ?? port}`,
  )
  return `team,section,host\n${lines.join('\n')}\n`
}
