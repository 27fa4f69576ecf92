import type { Grade } from '../../run/grade.ts'
import { cellsOk } from '../roster-cells.ts'
import { html, type Markup } from './markup.ts'

/** How many hosts answer each endpoint as they should, as a bar and in words. */
export function bars(grades: Grade[], columns: string[]): Markup {
  return html`<table class="bars">
<caption>Who passes each endpoint</caption>
<thead><tr><th scope="col">Endpoint</th><th scope="col">Share</th><th scope="col">Hosts</th></tr></thead>
<tbody>
${columns.map(column => bar(column, cellsOk(grades, column), grades.length))}
</tbody>
</table>`
}

/** A <meter> has its length in an attribute: a policy that allows no inline style leaves it alone. */
function bar(column: string, ok: number, hosts: number): Markup {
  const words = `${ok} of ${hosts}`
  return html`<tr><th scope="row">${column}</th>
<td><meter max="${hosts}" value="${ok}" aria-label="${column}: ${words}">${words}</meter></td>
<td>${words}</td></tr>`
}
