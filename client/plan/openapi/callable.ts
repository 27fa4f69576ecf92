import type { Call } from '../../call.ts'
import { filledPath, parameterNames } from '../../path-template.ts'
import { agreed } from './agreed.ts'
import { expectationOf, problemOf } from './answer.ts'
import type { DescribedAnswer } from './described-answer.ts'
import { type Input, inputOf } from './input.ts'
import type { Linked } from './linked.ts'
import { requestKey } from './once.ts'
import type { Operation } from './operations.ts'
import { withSchemasAlone } from './schema-alone.ts'
import { securityOf } from './security.ts'
import type { Slot } from './slot.ts'

/** An operation that can be called, once for each example. */
export type Callable = Operation & {
  slots: Slot[]
  answers: DescribedAnswer[]
  names: (string | undefined)[]
  /** The first example that expects a good answer: from this answer, links take their values. */
  goodName: string | undefined
}

/** One request, and the examples that lead to it. */
type Request = { call: Call; inputs: Input[] }

/**
 * The calls of one operation: one for each of its examples, but for those that send the same.
 *
 * @param linkedTo what links give to the example of a name
 */
export function callsOfOperation(
  document: Record<string, unknown>,
  operation: Callable,
  linkedTo: (exampleName: string | undefined) => Linked,
): Call[] {
  const security = securityOf(document, operation.description)
  const requests = new Map<string, Request>()
  for (const exampleName of operation.names) {
    const linked = linkedTo(exampleName)
    const { call, input } = requestOf(operation, exampleName, linked)
    // Who is known is not asked who it is.
    const isAnonymous = security !== undefined && problemOf(operation.answers, exampleName)?.status === '401'
    const secured: Call = {
      ...call,
      ...(linked.needs.length > 0 && { needs: linked.needs }),
      ...(security !== undefined && !isAnonymous && { security }),
      ...(isAnonymous && { anonymous: true }),
    }
    const key = call.skip ?? requestKey(secured)
    const request = requests.get(key) ?? { call: call.skip === undefined ? secured : call, inputs: [] }
    requests.set(key, request)
    if (input !== undefined) request.inputs.push(input)
  }
  return [...requests.values()].map(({ call, inputs }) =>
    call.skip === undefined
      ? { ...call, expect: expectationOfAll(document, operation.answers, inputs) }
      : call,
  )
}

/** Only a name that an answer has makes a difference to what is expected. */
function expectationOfAll(document: unknown, answers: DescribedAnswer[], inputs: Input[]) {
  const named = inputs.filter(({ exampleName = '' }) =>
    answers.some(({ examples }) => examples.has(exampleName)),
  )
  const telling = named.length > 0 ? named : inputs
  return withSchemasAlone(document, agreed(telling.map(input => expectationOf(answers, input))))
}

function requestOf(
  { name, method, template, slots, answers, goodName }: Callable,
  exampleName: string | undefined,
  { values }: Linked,
): { call: Call; input?: Input } {
  const mayLackBody =
    !slots.some(({ examples }) => examples.has(exampleName ?? '')) ||
    problemOf(answers, exampleName) !== undefined
  const input = inputOf(slots, values, {
    exampleName,
    fallbackName: goodName,
    mayLackBody: exampleName !== undefined && mayLackBody,
  })
  const reason = 'skip' in input ? input.skip : unfilled(template, input)
  if ('skip' in input || reason !== undefined)
    return { call: { name, method, path: template, skip: reason ?? '' } }
  const path = filledPath(template, parameter => input.path.get(nameIn(input, parameter)))
  const query = input.query.join('&')
  const call: Call = {
    name,
    method,
    path: query === '' ? path : `${path}?${query}`,
    ...(Object.keys(input.headers).length > 0 && { headers: input.headers }),
    ...(input.json !== undefined && { json: input.json }),
    ...(input.form !== undefined && { form: input.form }),
    ...(input.multipart !== undefined && { multipart: input.multipart }),
    ...(input.invented.length > 0 && { invented: input.invented }),
  }
  return { call, input }
}

/** Why a path cannot be filled. */
function unfilled(template: string, input: Input): string | undefined {
  const unknown = parameterNames(template).find(parameter => !input.path.has(nameIn(input, parameter)))
  return unknown === undefined ? undefined : `no parameter describes {${unknown}} of its path`
}

/** Some frameworks write `{path*}` for the parameter `path`, as RFC 6570 does. */
function nameIn(input: Input, written: string): string {
  return input.path.has(written) ? written : written.replace(/[*+?]$/, '')
}
