import { type Call, expectsProblem } from '../call.ts'
import { UsageError } from '../command-line/usage-error.ts'

/**
 * The calls whose method, path or name contain the text of `--only`; with them those that they need, and those
 * that delete what is made of it, directly or through others.
 *
 * @throws {UsageError} if there are none
 */
export function chosen(calls: Call[], only: string | undefined): Call[] {
  if (only === undefined) return calls
  const wanted = calls.filter(({ method, path, name }) => `${method} ${path} ${name}`.includes(only))
  if (wanted.length === 0) {
    const all = [...new Set(calls.map(call => call.name))].join(', ')
    throw new UsageError(`no call contains ${JSON.stringify(only)}; there are: ${all}`)
  }
  const sourcesOf = sourcesIn(calls)
  const taken = new Set(wanted)
  const addSources = () => {
    for (const call of taken) for (const source of sourcesOf(call)) taken.add(source)
  }
  addSources()
  // What was made for others goes again, and so has to go what was made of it.
  const isForOthers = taken.size > wanted.length
  for (const call of calls) {
    const isDeletion = call.method === 'DELETE' && !expectsProblem(call)
    if (isForOthers && isDeletion && sourcesOf(call).some(source => taken.has(source))) taken.add(call)
  }
  addSources()
  return calls.filter(call => taken.has(call))
}

/** Gives the calls that one needs: for a value the first of its name that can be made, else all that come before. */
function sourcesIn(calls: Call[]): (call: Call) => Call[] {
  const positions = new Map(calls.map((call, index) => [call, index]))
  const byName = new Map<string, Call[]>()
  const makeable = new Map<string, Call>()
  for (const call of calls) {
    if (expectsProblem(call)) continue
    const named = byName.get(call.name)
    if (named === undefined) byName.set(call.name, [call])
    else named.push(call)
    if (call.skip === undefined && !makeable.has(call.name)) makeable.set(call.name, call)
  }
  const isBefore = (one: Call, other: Call) => (positions.get(one) ?? 0) < (positions.get(other) ?? 0)
  return call =>
    (call.needs ?? []).flatMap(need => {
      const named = byName.get(need.call) ?? []
      if (need.value === undefined) return named.filter(each => isBefore(each, call))
      return makeable.get(need.call) ?? named[0] ?? []
    })
}
