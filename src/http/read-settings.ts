import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { printable } from '../printable.ts'
import { expectation } from './expectation.ts'

type Environment = Record<string, string | undefined>

/** Settings that are wrong or missing. The server prints each line of the message and ends with exit code 1. */
class SettingsError extends Error {
  override readonly name = 'SettingsError'
  /** Read by the server that loads the app: the operator has to mend this, and a stack would not help. */
  readonly exitCode = 1
}

/**
 * Reads the variables of the environment that the schema names, once, at start-up.
 *
 * A secret may also lie in a file: DATABASE_URL_FILE=/run/secrets/database_url stands for DATABASE_URL, without the line's
 * end. That is how Docker and Kubernetes hand out secrets, and an environment is easily shown to others. An empty variable
 * counts as not set.
 *
 * @example
 * export const settings = readSettings(z.object({ GREETING: z.string().default('Hello') }))
 *
 * @throws {SettingsError} if variables are wrong or missing: a line for each of them, without its value
 */
export function readSettings<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment = process.env,
): z.output<Schema> {
  const faults: string[] = []
  const texts = new Map<string, string | undefined>()
  for (const name of Object.keys(schema.shape)) {
    try {
      texts.set(name, textOf(name, environment))
    } catch (error) {
      faults.push((error as Error).message)
    }
  }
  const { success, data, error } = schema.safeParse(Object.fromEntries(texts))
  for (const issue of error?.issues ?? []) {
    const name = String(issue.path[0] ?? '')
    // One that could not be read has its line already.
    if (!texts.has(name)) continue
    const how = texts.get(name) === undefined ? 'is not set' : 'is wrong'
    faults.push(`${name} ${how}. It takes ${expectation(issue)}`)
  }
  if (!success || faults.length > 0) throw new SettingsError(faults.join('\n'))
  return data
}

function textOf(name: string, environment: Environment): string | undefined {
  const text = environment[name] || undefined
  const file = environment[`${name}_FILE`] || undefined
  if (file === undefined) return text
  if (text !== undefined) throw new Error(`${name}_FILE and ${name} are both set. Take one of them away`)
  try {
    return readFileSync(file, 'utf8').trimEnd() || undefined
  } catch (error) {
    throw new Error(`${name}_FILE cannot be read: ${printable((error as Error).message)}`)
  }
}
