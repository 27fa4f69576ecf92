/** Plans all documents and writes what came of it into docs/client.md: `node --import tsx test/interop/documents/write.ts` */
import { documentNames, type Planned, packageVersion, planned, sampleOf } from './directory.ts'
import { histogram, section } from './histogram.ts'
import { writeSection } from './page.ts'

const names = documentNames()
const isInSample = new Set(sampleOf(names))
const documents: Planned[] = []
for (const name of names) documents.push(await planned(name))
const sample = documents.filter(({ name }) => isInSample.has(name))
writeSection(section(packageVersion(), histogram(documents), histogram(sample)))

const times = documents.map(({ cpu }) => cpu).sort((a, b) => a - b)
for (const part of [0.5, 0.9, 0.99, 1])
  console.log(
    `${part * 100} % took ${times[Math.ceil(part * times.length) - 1]?.toFixed(0)} ms of CPU time or less`,
  )
