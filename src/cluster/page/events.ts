import { byId, element } from './dom.ts'
import { clock } from './format.ts'
import type { Line } from './sent.ts'

/** As many as the server keeps. */
const most = 200

/** What is shown, by its time and text, oldest first. */
const shown = new Map<string, HTMLElement>()

/** Shows lines that are not there yet, the newest first: a server that was away sends again what it has kept. */
export function showLines(lines: readonly Line[]): void {
  for (const line of lines) {
    const key = `${line.time} ${line.text}`
    if (shown.has(key)) continue
    const item = itemOf(line)
    shown.set(key, item)
    byId('events').prepend(item)
  }
  for (const [key, item] of shown) {
    if (shown.size <= most) break
    item.remove()
    shown.delete(key)
  }
}

function itemOf({ time, level, text, detail }: Line): HTMLElement {
  const when = element('time', { datetime: time }, clock(new Date(time)))
  const item = element('li', { class: level }, when, ' ')
  if (level !== 'info') item.append(element('strong', {}, level), ' ')
  item.append(element('span', {}, text))
  if (detail)
    item.append(element('details', {}, element('summary', {}, 'Details'), element('pre', {}, detail)))
  return item
}
