import { type Call, expectsProblem } from '../../call.ts'
import { inOrder } from '../order.ts'
import { problemOf } from './answer.ts'
import { type Callable, callsOfOperation } from './callable.ts'
import { createUses } from './circles.ts'
import { answersOf } from './described-answer.ts'
import { exampleNames } from './example-names.ts'
import { slotsOf } from './input.ts'
import { type Link, linksOf } from './link.ts'
import { addLink, isConstant, type Linked } from './linked.ts'
import { sentOnce } from './once.ts'
import { canBeSent, type Operation, operationsOf } from './operations.ts'

/**
 * The calls of all operations, in an order in which their links work.
 *
 * @param pathOf the path of a list of `servers`
 */
export function callsOfOperations(
  document: Record<string, unknown>,
  pathOf: (servers: unknown) => string,
): Call[] {
  const operations = operationsOf(document)
  const links = linksOf(document, operations)
  const linksTo = groupedByTarget(links)
  const prepared = operations.map(each => prepare(document, each, linksTo.get(each.name) ?? []))
  const callable = new Map(prepared.flatMap(each => ('skip' in each ? [] : [[each.name, each]])))
  const uses = createUses()
  const prefixes = new Map<unknown, string>()

  const calls = prepared.flatMap(operation => {
    const { name, method, template } = operation
    const servers = serversOf(document, operation)
    const prefix = prefixes.get(servers) ?? pathOf(servers)
    prefixes.set(servers, prefix)
    const calls =
      'skip' in operation
        ? [{ name, method, path: template, skip: operation.skip }]
        : callsOfOperation(document, operation, exampleName =>
            linkedTo(operation, exampleName, linksTo.get(name) ?? []),
          )
    return calls.map(call => ({ ...call, path: prefix + call.path }))
  })
  return inOrder(sentOnce(calls), {
    id: call => (expectsProblem(call) ? undefined : call.name),
    uses: ({ needs = [] }) => needs.map(({ call }) => call),
    deletes: call => call.method === 'DELETE' && !expectsProblem(call),
  })

  /** What the links to an operation give to one of its examples; one that would close a circle gives nothing. */
  function linkedTo(target: Callable, exampleName: string | undefined, links: Link[]): Linked {
    const linked: Linked = { needs: [], values: new Map() }
    const isProblem = problemOf(target.answers, exampleName) !== undefined
    for (const link of links) {
      const isMeant = link.examples?.includes(exampleName ?? '') ?? !isProblem
      const source = callable.get(link.source)
      if (!isMeant || source === undefined || !givesGoodAnswer(source)) continue
      const [user, used] = [keyOf(target, exampleName), keyOf(source, source.goodName)]
      if (isConstant(link) || uses.add(user, used)) addLink(linked, link, target.slots)
    }
    return linked
  }
}

/** An operation's servers override its path's, and these the document's (3.0.3, Path Item Object and Operation Object). */
function serversOf({ servers }: Record<string, unknown>, { pathItem, description }: Operation): unknown {
  const isGiven = (each: unknown) => Array.isArray(each) && each.length > 0
  return [description.servers, pathItem.servers, servers].find(isGiven)
}

function groupedByTarget(links: Link[]): Map<string, Link[]> {
  const groups = new Map<string, Link[]>()
  for (const link of links) groups.set(link.target, [...(groups.get(link.target) ?? []), link])
  return groups
}

function prepare(
  document: Record<string, unknown>,
  operation: Operation,
  links: Link[],
): Callable | (Operation & { skip: string }) {
  const { method, template, pathItem, description } = operation
  // The path is appended to the base URL: without its slash, it would become a part of the host's name.
  if (!template.startsWith('/')) return { ...operation, skip: 'its path does not begin with a slash' }
  if (!canBeSent(method)) return { ...operation, skip: `its method, ${method}, cannot be sent` }
  const slots = slotsOf(document, method, pathItem, description)
  if ('skip' in slots) return { ...operation, ...slots }
  const answers = answersOf(document, description)
  const named = [
    ...answers.flatMap(({ withoutInput }) => withoutInput),
    ...links.flatMap(({ examples = [] }) => examples),
  ]
  const names = exampleNames(method, slots, answers, named)
  return { ...operation, slots, answers, names, goodName: names.find(name => !problemOf(answers, name)) }
}

function givesGoodAnswer({ names, goodName }: Callable): boolean {
  return names.includes(goodName)
}

function keyOf({ name }: Operation, exampleName: string | undefined): string {
  return `${name} ${exampleName ?? ''}`
}
