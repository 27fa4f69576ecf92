import { aligned } from '../../scripts/table.ts'
import { type Sample, type Trend, trendOf } from './slope.ts'
import type { Outcome } from './soak.ts'

/** How much a quantity may grow over the measured time, as a share of its mean: what is more is a leak. */
const mostGrowth = 0.2

/** What a run showed, in Markdown that a terminal shows as well. */
export function report({ ledger, done, restarts, reloads, samples, files, exit }: Outcome): string {
  const kinds = [...ledger.kinds].map(([kind, { total, lost, failed, slowest }]) => [
    kind,
    count(total),
    count(lost),
    count(failed),
    `${Math.round(slowest)} ms`,
  ])
  const totals = (['total', 'lost', 'failed'] as const).map(what => count(ledger.total(what)))
  const after = files.after ?? { supervisor: Number.NaN, worker: Number.NaN }
  return [
    aligned([
      ['', 'requests', 'lost with a killed worker', 'failed', 'slowest'],
      ...kinds,
      ['all', ...totals, ''],
    ]),
    '',
    `- Done to it: ${list(done)}.`,
    `- Workers replaced, by reason: ${list(restarts)}. Reloads: ${list(reloads)}.`,
    `- Connections that the killed workers held: ${count(held(ledger.kills))}.`,
    `- Memory of the supervisor: ${inMegabytes(samples.supervisorMemory)}; of a worker: ${inMegabytes(samples.workerMemory)}.`,
    `- Open files of the supervisor: ${inFiles(samples.supervisorFiles)}; of a worker: ${inFiles(samples.workerFiles)}.`,
    `- Open files before and after: supervisor ${files.before.supervisor} and ${after.supervisor}, worker ${files.before.worker} and ${after.worker}.`,
    `- Told to stop, it ended with ${exit}.`,
  ].join('\n')
}

/** Each part of the criterion that was not met; empty when the run passed. */
export function missesOf({ ledger, restarts, reloads, samples, files, complaints, exit }: Outcome): string[] {
  const failed = ledger.total('failed')
  const unexpected = Object.keys(restarts).filter(reason => !['crash', 'reload'].includes(reason))
  const grown = Object.entries(samples).filter(([, values]) => !(trendOf(values).growth <= mostGrowth))
  return [
    ...(failed > 0 ? [`${failed} requests failed: ${shortened(ledger.failures)}`] : []),
    ...(ledger.kills.length === 0 ? ['no worker was killed'] : []),
    ...(reloads.complete ? [] : ['no reload was completed']),
    ...(reloads.abandoned ? [`${reloads.abandoned} reloads were abandoned`] : []),
    ...unexpected.filter(reason => restarts[reason]).map(reason => `workers were replaced for ${reason}`),
    ...grown.map(([what, values]) => `${what} grew by ${Math.round(trendOf(values).growth * 100)} %`),
    ...(files.after ? [] : ['open files did not come back to what they were']),
    ...(complaints.length > 0 ? [`there was trouble: ${shortened(complaints)}`] : []),
    ...(exit === 'code 0' ? [] : [`the server ended with ${exit}`]),
  ]
}

function held(kills: Outcome['ledger']['kills']): number {
  return kills.reduce((sum, { from }) => sum + from.size, 0)
}

function list(counts: { readonly [name: string]: number }): string {
  return Object.entries(counts)
    .filter(([, value]) => value > 0)
    .map(([name, value]) => `${name} ${count(value)}`)
    .join(', ')
}

function shortened(lines: readonly string[]): string {
  const more = lines.length > 5 ? ` … and ${lines.length - 5} more` : ''
  return lines.slice(0, 5).join('; ') + more
}

function inMegabytes(samples: readonly Sample[]): string {
  const megabytes = samples.map(({ minute, value }) => ({ minute, value: value / 2 ** 20 }))
  return inWords(trendOf(megabytes), ' MB')
}

function inFiles(samples: readonly Sample[]): string {
  return inWords(trendOf(samples), '')
}

function inWords({ mean, slope }: Trend, unit: string): string {
  const sign = slope < 0 ? '−' : '+'
  return `${mean.toFixed(1)}${unit}, ${sign}${Math.abs(slope).toFixed(2)}${unit} a minute`
}

function count(value: number): string {
  return value.toLocaleString('en')
}
