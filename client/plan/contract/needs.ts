import { type Call, expectsProblem } from '../../call.ts'
import { UsageError } from '../../command-line/usage-error.ts'
import { isDynamic } from '../../runtime-expression.ts'
import { isObject } from '../../untrusted.ts'
import { refuseUnknown } from './shape.ts'

/** Where a value can be put. */
const place = /^\$request\.(path\.(?<parameter>.+)|query\..+|header\..+|body(#(\/.*)?)?)$/s

/**
 * Looks whether the calls can be filled that a call's needs speak of.
 *
 * @param before the calls that are made before it
 * @throws {UsageError} if one of the needs cannot be met
 */
export function refuseWrongNeeds({ needs, path }: Call, before: Call[], where: string): void {
  if (needs === undefined) return
  if (!Array.isArray(needs) || !needs.every(isObject))
    throw new UsageError(`${where}: needs is not a list of objects`)
  for (const need of needs) {
    refuseUnknown(need, ['call', 'value', 'into'], `${where}, needs`)
    if (!before.some(call => call.name === need.call && !expectsProblem(call))) {
      throw new UsageError(
        `${where} needs a value of ${JSON.stringify(need.call)}, which no call before it is named`,
      )
    }
    if (typeof need.value !== 'string' || !isDynamic(need.value)) {
      throw new UsageError(`${where}: the value of a need is such as "$response.body#/id"`)
    }
    const found = place.exec(String(need.into))
    if (found === null) throw new UsageError(`${where}: a need goes into such as "$request.path.id"`)
    const parameter = found.groups?.parameter
    if (parameter !== undefined && !path.includes(`{${parameter}}`)) {
      throw new UsageError(`${where}: there is no {${parameter}} in ${path} for its need to fill`)
    }
  }
}
