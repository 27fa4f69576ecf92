import { get } from '../../../cluster/faults/load.ts'
import { eventually } from '../../../cluster/wait.ts'
import { succeed } from '../../../containers/docker.ts'
import { startContainer } from '../containers.ts'
import { describeRecord, startWriters } from '../writers.ts'
import { faultsIn, missed, patience, type Scenario } from './scenario.ts'

export const fullDisk: Scenario = {
  name: 'full disk',
  criterion:
    'the disk of SQLite is full (2 MB): 507 or 503, nothing is half written, reads go on; writes, too, once there is room',
  databases: ['SQLite'],
  async run() {
    const api = await startContainer(['--tmpfs', '/data:size=2m,uid=1000,gid=1000,mode=700'])
    try {
      // Room for later.
      await succeed(['exec', api.name, 'dd', 'if=/dev/zero', 'of=/data/ballast', 'bs=1k', 'count=1000'])
      const before = await api.workers()
      const writers = startWriters(api.port, { count: 8, pause: 5 })
      const { record } = writers
      const isFull = await eventually(() => (record.retries.get('507') ?? 0) >= 50, patience)
      const reads = []
      for (let i = 0; i < 50; i++) reads.push(await get({ port: api.port, path: '/notes' }))
      const read = reads.filter(({ outcome }) => outcome === 'ok').length
      const written = writers.acknowledged()
      await succeed(['exec', api.name, 'rm', '/data/ballast'])
      const goesOn = await eventually(() => writers.acknowledged() > written + 5, patience)
      await writers.stop()
      const [integrity] = await api.query<{ integrity_check: string }>('pragma integrity_check')
      const after = await api.workers()
      return {
        figure: `${describeRecord(record)}; ${read} of ${reads.length} reads answered`,
        misses: [
          ...(await faultsIn(record, api)),
          ...missed([
            [!isFull, 'the disk was not full'],
            [read < reads.length, `only ${read} of ${reads.length} reads were answered`],
            [!goesOn, 'writes did not go on when there was room'],
            [integrity?.integrity_check !== 'ok', `integrity: ${integrity?.integrity_check}`],
            [`${before}` !== `${after}`, 'workers were replaced'],
          ]),
        ],
      }
    } finally {
      await api.remove()
    }
  },
}
