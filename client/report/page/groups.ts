import type { Grade } from '../../run/grade.ts'
import { type Fault, faultsOf } from './faults.ts'
import { commonText, shapeOf } from './shape.ts'

/** Hosts with which the same is wrong. */
export type Group = {
  where: string
  /** What is wrong, with `…` for what differs from host to host. */
  problem: string
  /** What to do about it, if that is the same for all of them. */
  hint?: string
  grades: Grade[]
}

/**
 * What is common to the hosts that fail, the largest group first. A host of which two endpoints are wrong is in two groups.
 *
 * Those with the same words belong together. What is then left alone is compared without its values, so that
 * `got 2.5` and `got 7` are one group, but take nobody away from the many with `got 2`.
 */
export function groupsOf(grades: Grade[]): Group[] {
  const byWords = grouped(grades.flatMap(faultsOf), ({ problem }) => problem)
  const alone = byWords.filter(faults => faults.length === 1).flat()
  const byShape = grouped(alone, ({ problem, grade }) => shapeOf(problem, ownNames(grade)).key)
  return [...byWords.filter(faults => faults.length > 1), ...byShape]
    .sort((a, b) => b.length - a.length)
    .map(groupOf)
}

/** Faults of one endpoint, one request and one word of the table, for which `key` is the same. */
function grouped(faults: Fault[], key: (fault: Fault) => string): Fault[][] {
  const groups = new Map<string, Fault[]>()
  for (const fault of faults) {
    const whole = JSON.stringify([fault.where, fault.word, key(fault)])
    const group = groups.get(whole)
    if (group === undefined) groups.set(whole, [fault])
    else group.push(fault)
  }
  return [...groups.values()]
}

function groupOf(faults: Fault[]): Group {
  const hints = new Set(faults.map(({ hint }) => hint))
  const [hint] = hints
  return {
    where: faults[0]?.where ?? '',
    problem: commonText(faults.map(({ problem, grade }) => shapeOf(problem, ownNames(grade)))),
    ...(hints.size === 1 && hint !== undefined && { hint }),
    grades: faults.map(({ grade }) => grade),
  }
}

/** How a message may call the host, the longest first. */
function ownNames({ entry, baseUrl }: Grade): string[] {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  return [entry.host, url?.host ?? '', url?.hostname ?? '']
    .filter(name => name !== '')
    .sort((a, b) => b.length - a.length)
}
