import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What was defined, and an object with the stack of that moment. The engine makes a text of it only when it is read. */
const stacks = new WeakMap<object, { stack?: string }>()

/** Keeps where `definition` was made: where `maker` was called. */
export function rememberPlace<Definition extends object>(
  definition: Definition,
  maker: (...args: never[]) => unknown,
): Definition {
  const here = {}
  const { stackTraceLimit } = Error
  // The one line that is needed takes half the time of a whole stack.
  Error.stackTraceLimit = 1
  Error.captureStackTrace(here, maker)
  Error.stackTraceLimit = stackTraceLimit
  stacks.set(definition, here)
  return definition
}

/** Says of a copy where its original was made. */
export function keepPlace<Copy extends object>(copy: Copy, original: object): Copy {
  stacks.set(copy, stacks.get(original) ?? {})
  return copy
}

/** `src/routes.ts:24`, the file from the working directory on; undefined for what was made in another way. */
export function definedAt(definition: object): string | undefined {
  const [, frame = ''] = stacks.get(definition)?.stack?.split('\n') ?? []
  const [, file, line] = /^ *at (?:.*? \()?(.+?):(\d+):\d+\)?$/.exec(frame) ?? []
  if (file === undefined) return undefined
  return `${relative(process.cwd(), file.startsWith('file:') ? fileURLToPath(file) : file)}:${line}`
}

/** `hello (GET /hello/:name, src/routes.ts:24)`: how the log names an entry of the table, by its key there. */
export function entryName(key: string, route: { endpoint: string }): string {
  const line = definedAt(route)
  return `${key} (${route.endpoint}${line === undefined ? '' : `, ${line}`})`
}
