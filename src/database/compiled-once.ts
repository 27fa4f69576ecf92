import type { Compilable, CompiledQuery, QueryResult } from 'kysely'

/** A database, or a transaction in it. */
type Asked = { executeQuery<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>> }

/** Stands for a value while the text of a query is made, and is no value itself: a text that holds it would be wrong. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError(`The text of a query is made once, and cannot depend on "${this.name}"`)
  }
}

const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) })

/**
 * A query whose text is made at its first call, and then asked again with other values. To make it is a fifth or more of what a small
 * read from SQLite takes, so this pays where a query is asked with each request. Its text must not depend on the values.
 *
 * @example
 * const byId = compiledOnce(({ id }: { id: number }) => database.selectFrom('notes').selectAll().where('id', '=', id))
 * const [note] = await byId(database, { id: 7 })
 *
 * @param build gets the values by their names.
 * @returns what asks it: of a database or in a transaction.
 */
export function compiledOnce<Values extends object, Row>(
  build: (values: Values) => Compilable<Row>,
): (database: Asked, values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined

  return async function ask(database, values) {
    compiled ??= build(slots as Values).compile()
    const parameters = compiled.parameters.map(parameter =>
      parameter instanceof Slot ? values[parameter.name as keyof Values] : parameter,
    )
    const { rows } = await database.executeQuery<Row>({ ...compiled, parameters })
    return rows
  }
}
