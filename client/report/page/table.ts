import type { Grade } from '../../run/grade.ts'
import { cell } from '../roster-cells.ts'
import { noteText } from '../roster-note.ts'
import type { Answers } from './answers.ts'
import { callDetails } from './call.ts'
import { html, type Markup } from './markup.ts'
import { anchorsOf, byVerdict, nameOf } from './row.ts'

/** A row for each host: its result, a cell for each endpoint that opens to what was sent and what came, and its note. */
export function hostTable(grades: Grade[], columns: string[], answersOf: Answers['of']): Markup {
  const anchors = anchorsOf(grades)
  const rows = byVerdict(grades).map(grade => hostRow(grade, anchors.get(grade) ?? '', columns, answersOf))
  return html`<p>Of the hosts below, a cell opens to what was sent, expected and got.</p>
<div class="scroll" role="region" aria-labelledby="hosts" tabindex="0">
<table class="all">
<caption id="hosts">All hosts</caption>
<thead><tr><th scope="col">Host</th><th scope="col">Result</th>
${columns.map(column => html`<th scope="col">${column}</th>`)}
<th scope="col">Note</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</div>`
}

function hostRow(grade: Grade, id: string, columns: string[], answersOf: Answers['of']): Markup {
  const { entry, verdict } = grade
  const name = nameOf(entry)
  const host = entry.host === name ? html`` : html` <span class="host">${entry.host}</span>`
  return html`<tr id="${id}">
<th scope="row">${name}${host}</th>
<td class="${verdict === 'pass' ? 'good' : 'bad'}">${verdict}</td>
${columns.map(column => endpointCell(grade, column, answersOf))}
<td class="note">${noteText(grade, 1000)}</td>
</tr>`
}

function endpointCell({ entry, results }: Grade, column: string, answersOf: Answers['of']): Markup {
  const answers = answersOf(entry)
  const calls = results.flatMap((result, index) =>
    result.call.name === column ? [callDetails(result, answers[index])] : [],
  )
  const word = cell(results, column)
  if (calls.length === 0) return html`<td>not called</td>`
  const shown = word === '-' ? 'not checked' : word
  const mood = word === 'ok' ? 'good' : word === '-' ? '' : 'bad'
  return html`<td class="${mood}"><details><summary>${shown}</summary>
${calls}
</details></td>`
}
