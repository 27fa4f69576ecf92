import type uPlotType from 'uplot'
import { byId, element, setText } from './dom.ts'
import { clock } from './format.ts'
import { shownSeconds, withGaps } from './history.ts'
import type { Sample } from './sent.ts'
import { type Chart, charts } from './series.ts'

/** Its script has run before this one. */
declare const uPlot: typeof uPlotType

const height = 150

type Drawn = { chart: Chart; plot: uPlotType; words: HTMLElement; sizes: ResizeObserver }

let drawn: Drawn[] = []
let latest: readonly Sample[] = []

/** Shows samples as charts, oldest first. */
export function showCharts(samples: readonly Sample[]): void {
  latest = samples
  if (drawn.length === 0) drawAll()
  for (const { chart, plot, words } of drawn) {
    setText(words, chart.inWords(samples))
    plot.setData(dataOf(chart, samples))
  }
}

function drawAll(): void {
  byId('charts').replaceChildren()
  drawn = charts.map(chart => {
    const words = element('span')
    const place = element('div', { 'aria-hidden': 'true' })
    const caption = element('figcaption', {}, element('b', {}, chart.title), ' ', words)
    const figure = element('figure', {}, caption, place)
    byId('charts').append(figure)
    const plot = new uPlot(optionsOf(chart, place.clientWidth), dataOf(chart, latest), place)
    const sizes = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height }))
    sizes.observe(place)
    return { chart, plot, words, sizes }
  })
}

// The colours are those of the scheme in which they were drawn.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  for (const { plot, sizes } of drawn) {
    sizes.disconnect()
    plot.destroy()
  }
  drawn = []
  showCharts(latest)
})

function optionsOf({ lines }: Chart, width: number): uPlotType.Options {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name)
  const axis: uPlotType.Axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui',
  }
  const times: uPlotType.Axis = { ...axis, values: (_plot, ticks) => ticks.map(clockOf), space: 70, size: 30 }
  return {
    width,
    height,
    legend: { live: false },
    cursor: { show: false },
    scales: {
      x: { range: (_plot, _first, last) => [last - shownSeconds, last] },
      y: { range: (_plot, _least, most) => [0, Math.max(1, (most ?? 0) * 1.1)] },
    },
    axes: [times, { ...axis, size: 50 }],
    series: [
      {},
      ...Object.entries(lines).map(([label, line]) => ({
        label,
        stroke: colour(line.colour),
        width: 2,
        points: { show: false },
      })),
    ],
  }
}

function clockOf(tick: number): string {
  return clock(new Date(tick * 1000))
}

function dataOf({ lines }: Chart, samples: readonly Sample[]): uPlotType.AlignedData {
  const points = withGaps(samples)
  const values = Object.values(lines).map(({ value }) =>
    points.map(point => ('requests' in point ? value(point) : null)),
  )
  return [points.map(({ time }) => time), ...values]
}
