import type { Grade } from '../../run/grade.ts'
import type { AnnouncedRoster } from '../report.ts'
import { columnsOf } from '../roster-cells.ts'
import { rowTotals } from '../roster-rows.ts'
import { tallyGrades } from '../totals.ts'
import { html, type Markup } from './markup.ts'

/** What a page says of the run. */
export type About = AnnouncedRoster & {
  /** The roster's name. */
  name: string
  /** Where the calls are from. */
  source: string
  /** Which calls were made to no host, and why, a line each. */
  uncalled: string[]
  started: Date
  ms: number
}

/** What was graded, when, by what, and how it came out. */
export function head(grades: Grade[], about: About): Markup {
  const { hosts, pass, wrong, unreachable } = tallyGrades(grades)
  const { name, source, calls, uncalled, started, ms } = about
  const rows = rowTotals(about)
  const skipped = rows === undefined ? html`` : html`<dt>Roster</dt><dd>${rows}</dd>`
  return html`<header>
<h1>${name}</h1>
<ul class="counts">
<li><b>${hosts}</b> ${hosts === 1 ? 'host' : 'hosts'}</li>
<li class="good"><b>${pass}</b> pass</li>
<li class="bad"><b>${wrong}</b> wrong</li>
<li class="bad"><b>${unreachable}</b> unreachable</li>
</ul>
<dl>
<dt>Called</dt><dd>${time(started)}, for ${(ms / 1000).toFixed(1)} s</dd>
<dt>Calls of</dt><dd>${source}: ${columnsOf(calls).join(', ')}</dd>
${uncalled.length > 0 ? html`<dt>Not called</dt><dd>${uncalled.join('; ')}</dd>` : html``}
${skipped}
</dl>
</header>`
}

/** In the zone of who grades, which is named. */
function time(date: Date): Markup {
  const words = date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'long' })
  return html`<time datetime="${date.toISOString()}">${words}</time>`
}
