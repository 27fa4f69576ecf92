import { medianOf } from './report.ts'
import type { Samples } from './rounds.ts'

const width = 760
const barHeight = 22
const gap = 10
const labelWidth = 220
const top = 44

/** A bar for each server, as long as the CPU time that a request costs it: SVG that reads on light and dark pages. */
export function chart(samples: Samples, setting: string, subtitle: string): string {
  const bars = [...(samples.get(setting) ?? [])]
    .map(([name, of]) => ({ name, cost: medianOf(of, 'cpu') }))
    .sort((a, b) => a.cost - b.cost)
  const longest = Math.max(...bars.map(({ cost }) => cost))
  const scale = (width - labelWidth - 60) / longest
  const height = top + bars.length * (barHeight + gap)

  const drawn = bars.map(({ name, cost }, row) => {
    const y = top + row * (barHeight + gap)
    const length = Math.round(cost * scale)
    const kind = name === 'this template' ? ' class="ours"' : ''
    return `  <g${kind} transform="translate(0 ${y})">
    <text x="${labelWidth - 10}" y="16" text-anchor="end">${name}</text>
    <rect x="${labelWidth}" width="${length}" height="${barHeight}" rx="3"/>
    <text x="${labelWidth + length + 8}" y="16">${cost.toFixed(0)} µs</text>
  </g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="CPU time a request, by server">
  <style>
    text { font: 14px system-ui, sans-serif; fill: #57606a }
    rect { fill: #b6bec8 }
    .title, .ours text { font-weight: 600; fill: #1f2328 }
    .ours rect { fill: #1f883d }
    @media (prefers-color-scheme: dark) {
      text { fill: #9198a1 }
      rect { fill: #525a66 }
      .title, .ours text { fill: #f0f6fc }
      .ours rect { fill: #3fb950 }
    }
  </style>
  <text class="title" x="0" y="16">CPU time a request (less is better)</text>
  <text x="0" y="34">${subtitle}</text>
${drawn.join('\n')}
</svg>
`
}
