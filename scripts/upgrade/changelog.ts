import type { Template } from './template.ts'
import { textAt } from './tree.ts'

/** The sections of the template's CHANGELOG.md that are newer than this copy, newest first. */
export function changesBetween({ commit, current, version }: Template): string {
  const log = textAt(commit, 'CHANGELOG.md') ?? ''
  const sections = log.split(/^(?=## )/m).filter(section => /^## \[?\d/.test(section))
  const known = sections.findIndex(
    section => section.startsWith(`## ${current}`) || section.startsWith(`## [${current}]`),
  )
  const news = sections.slice(0, known === -1 ? undefined : known)
  return news.length > 0 ? news.join('').trim() : `The changelog says nothing of ${version}.`
}
