import type { Grade } from '../../run/grade.ts'
import { type Group, groupsOf } from './groups.ts'
import { html, type Markup } from './markup.ts'
import { anchorsOf, nameOf } from './row.ts'

/** What those who fail have in common, the most common first, each with the hosts; nothing if all pass. */
export function commonFaults(grades: Grade[]): Markup {
  const groups = groupsOf(grades)
  if (groups.length === 0) return html``
  const anchors = anchorsOf(grades)
  return html`<section aria-labelledby="common">
<h2 id="common">What is wrong, the most common first</h2>
<ol class="groups">
${groups.map(group => groupItem(group, anchors))}
</ol>
</section>`
}

function groupItem({ where, problem, hint, grades }: Group, anchors: ReadonlyMap<Grade, string>): Markup {
  const hosts = grades.map(
    grade => html`<li><a href="#${anchors.get(grade) ?? ''}">${nameOf(grade.entry)}</a></li>`,
  )
  return html`<li>
<p><b>${grades.length}:</b> ${where === '' ? '' : `${where}: `}${problem}</p>
${hint === undefined ? html`` : html`<p class="hint">${hint}</p>`}
<ul class="hosts">${hosts}</ul>
</li>`
}
