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
  const taken = new Set(wanted)
  const addSources = () => {
    for (const call of taken) for (const source of sourcesOf(call, calls)) taken.add(source)
  }
  addSources()
  // What was made for others goes again, and so has to go what was made of it.
  const isForOthers = [...taken].some(call => !wanted.includes(call))
  for (const call of calls) {
    const isDeletion = call.method === 'DELETE' && !expectsProblem(call)
    if (isForOthers && isDeletion && sourcesOf(call, calls).some(source => taken.has(source))) taken.add(call)
  }
  addSources()
  return calls.filter(call => taken.has(call))
}

/** The calls that this one needs: for a value the first of its name that can be made, else all that come before. */
function sourcesOf(call: Call, calls: Call[]): Call[] {
  return (call.needs ?? []).flatMap(need => {
    const named = calls.filter(each => each.name === need.call && !expectsProblem(each))
    if (need.value === undefined) return named.filter(each => calls.indexOf(each) < calls.indexOf(call))
    return named.find(({ skip }) => skip === undefined) ?? named[0] ?? []
  })
}
