/** Containers that are killed, as by a power cut, while others write. */
import { setTimeout as sleep } from 'node:timers/promises'
import { docker, succeed } from '../../../containers/docker.ts'
import { type Container, startContainer } from '../containers.ts'
import { type Database, startPostgres } from '../databases.ts'
import { describeRecord, startWriters } from '../writers.ts'
import { both, faultsIn, missed, type Result, type Scenario, unanswered } from './scenario.ts'

/** What can be killed, each in a container. */
type Parts = { api: Container; database: Pick<Database, 'query'>; killed: string[]; start(): Promise<void> }

const cuts = 2

export const powerCut: Scenario = {
  name: 'power cut',
  criterion: `docker kill of the API's container and of PostgreSQL's at once, ${cuts} times under 20 writers, then up: no acknowledged note is missing, none is there twice`,
  databases: both,
  run: name => (name === 'SQLite' ? withVolume(cutPower) : withPostgres(cutPower)),
}

export const killPostgres: Scenario = {
  name: 'kill PostgreSQL',
  criterion: `docker kill of PostgreSQL's container, ${cuts} times under 20 writers, then up: the same, and no worker is replaced`,
  databases: ['PostgreSQL'],
  run: () =>
    withPostgres(async ({ killed: [, postgres = ''], ...parts }) => {
      const before = await parts.api.workers()
      const result = await cutPower({ ...parts, killed: [postgres] })
      const after = await parts.api.workers()
      const isSame = before.join() === after.join()
      return {
        ...result,
        misses: [...result.misses, ...missed([[!isSame, `workers ${before} became ${after}`]])],
      }
    }),
}

async function cutPower({ api, database, killed, start }: Parts): Promise<Result> {
  const writers = startWriters(api.port)
  const { record } = writers
  const someMore = async () => {
    const before = writers.acknowledged()
    while (writers.acknowledged() < before + 100) await sleep(20)
  }
  for (let cut = 0; cut < cuts; cut++) {
    await someMore()
    await succeed(['kill', ...killed])
    await start()
  }
  await someMore()
  await writers.stop()
  return {
    figure: describeRecord(record),
    misses: [
      ...(await faultsIn(record, database)),
      ...missed([[record.retries.size === 0, 'nobody noticed the cut'], unanswered(record)]),
    ],
  }
}

async function withVolume(body: (parts: Parts) => Promise<Result>): Promise<Result> {
  const volume = `test-faults-${process.pid}`
  try {
    const api = await startContainer(['--volume', `${volume}:/data`])
    try {
      return await body({ api, database: api, killed: [api.name], start: api.start })
    } finally {
      await api.remove()
    }
  } finally {
    await docker(['volume', 'rm', volume])
  }
}

async function withPostgres(body: (parts: Parts) => Promise<Result>): Promise<Result> {
  const network = `test-faults-${process.pid}`
  await succeed(['network', 'create', network])
  try {
    const postgres = await startPostgres({ network })
    try {
      const url = 'postgres://postgres:secret@db/postgres'
      const api = await startContainer(['--network', network, '--env', `DATABASE_URL=${url}`])
      const start = async () => {
        await postgres.start()
        await api.start()
      }
      try {
        return await body({ api, database: postgres, killed: [api.name, postgres.container], start })
      } finally {
        await api.remove()
      }
    } finally {
      await postgres.remove()
    }
  } finally {
    await succeed(['network', 'rm', network])
  }
}
