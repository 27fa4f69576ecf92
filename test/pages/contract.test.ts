/** The commands of docs/contract.md that need the servers of its roster: servers of heart rates, five of them wrong. */

import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { after, describe } from 'node:test'
import { behaviours, heartRates } from '../client/heart-rate/server.ts'
import { commandsOf, pages } from './page.ts'
import { typeCommands } from './typed.ts'

const file = 'test/pages/contract.test.ts'
const page = 'docs/contract.md'
const own = pages.includes(page) ? commandsOf(page).filter(({ needs }) => needs?.test === file) : []
const { right, ...wrong } = behaviours
const teams = [
  right,
  wrong.rounds,
  wrong['newest first'],
  wrong['knows everybody'],
  wrong['takes an id twice'],
  wrong['measures nothing'],
]
const servers: Server[] = []

after(() => {
  for (const server of servers) server.close().closeAllConnections()
})

if (own.length > 0)
  describe(page, () => {
    typeCommands(page, own, async ({ folder, ports }) => {
      const hosts = teams.map((_, index) => Number(ports.get(String(5201 + index))))
      for (const [index, behaviour] of teams.entries()) {
        servers.push(createServer(heartRates(behaviour)).listen(hosts[index], '127.0.0.1'))
      }
      const lines = hosts.map((port, index) => `team-${index + 1},127.0.0.1:${port}\n`)
      writeFileSync(join(folder, 'teams.csv'), `team,host\n${lines.join('')}`)
    })
  })
