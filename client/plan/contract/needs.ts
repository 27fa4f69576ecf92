import { type Call, expectsProblem, type Need } from '../../call.ts'
import { UsageError } from '../../command-line/usage-error.ts'
import { isDynamic } from '../../runtime-expression.ts'
import { isObject } from '../../untrusted.ts'
import { pointerSyntax } from './pointers.ts'
import { refuseUnknown } from './shape.ts'

/** Where a value can be put. */
const place = /^\$request\.(path\.(?<parameter>.+)|query\..+|header\..+|body(#(\/.*)?)?)$/s

/**
 * Reads what a call needs of the calls before it. A name alone, `"POST /notes"`, is short for `{ "call": "POST /notes" }`.
 *
 * @param before the calls that are made before it
 * @throws {UsageError} if one of the needs cannot be met
 */
export function readNeeds(list: unknown[], call: Call, before: Call[], where: string): Need[] {
  return list.map(each => {
    const need = typeof each === 'string' ? { call: each } : each
    if (!isObject(need)) throw new UsageError(`${where}: a need is an object, or the name of a call`)
    refuseUnknown(need, ['call', 'value', 'into'], `${where}, needs`)
    const named = before.filter(({ name }) => name === need.call)
    if (named.length === 0)
      throw new UsageError(`${where} needs ${JSON.stringify(need.call)}, which no call before it is named`)
    if (named.every(expectsProblem))
      throw new UsageError(`${where} needs ${JSON.stringify(need.call)}, which is to be refused`)
    if (named.some(({ optional }) => optional))
      throw new UsageError(`${where} needs ${JSON.stringify(need.call)}, which is optional`)
    if (need.value !== undefined || need.into !== undefined) refuseWrongValue(need, call, where)
    return need as Need
  })
}

function refuseWrongValue(
  { value, into }: Record<string, unknown>,
  { path, multipart }: Call,
  where: string,
): void {
  if (typeof value !== 'string' || !isDynamic(value)) {
    throw new UsageError(`${where}: the value of a need is such as "$response.body#/id"`)
  }
  const found = place.exec(String(into))
  if (found === null) throw new UsageError(`${where}: a need goes into such as "$request.path.id"`)
  for (const [, pointer = ''] of `${value} ${into}`.matchAll(/#(\/[^\s{}]*)/g)) {
    if (!pointerSyntax.test(pointer))
      throw new UsageError(`${where}: a need has #${pointer}, which is no JSON Pointer`)
  }
  const parameter = found.groups?.parameter
  if (parameter !== undefined && !path.includes(`{${parameter}}`)) {
    throw new UsageError(`${where}: there is no {${parameter}} in ${path} for its need to fill`)
  }
  if (multipart !== undefined && String(into).startsWith('$request.body')) {
    throw new UsageError(`${where}: a need does not go into multipart, only into json and form`)
  }
}
