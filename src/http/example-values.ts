import type { z } from 'zod'
import type { AnswerHeader } from './reply.ts'

/** A route, as `from()` sees it. */
export type Source<R extends z.ZodType = z.ZodType, Name extends string = string> = {
  endpoint: string
  returns: R
  sets?: Record<Name, string | AnswerHeader> | undefined
  examples: readonly object[]
}

/** Stands in an example for a part of the answer that is another each time. */
export class Varying {
  /** The value that the docs show. */
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError(wholeOnly('varies()'))
  }
}

/** Stands in an example for a value that an earlier answer gives. */
export class Borrowed {
  readonly source: Source
  /** A JSON pointer into the answer, or the name of one of its headers. */
  readonly place: string

  constructor(source: Source, place: string) {
    this.source = source
    this.place = place
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError(wholeOnly('from()'))
  }
}

/** A mark within a text or a sum would be sent as the words `[object Object]`. */
function wholeOnly(mark: string): string {
  return `${mark} stands for a whole value of an example: it cannot be a part of a text or of a sum`
}

/**
 * Marks a part of an example's answer that is another each time: an id, a time. The docs show the value; the tests and the
 * client check only that the schema allows what comes.
 *
 * @returns the mark, with the type of the value that it stands for
 * @example
 * examples: [{ returns: { id: varies(1), title: 'Milk', created: varies('2026-03-09T11:00:00Z') } }],
 */
export function varies<const T>(value: T): Thawed<T> {
  return new Varying(value) as Thawed<T>
}

/** Undoes the `readonly` by which the value is inferred as a constant: so 'city' stays 'city' and a pair a pair, at any depth. */
type Thawed<T> = T extends object ? { -readonly [Key in keyof T]: Thawed<T[Key]> } : T

/**
 * Takes a value that an example sends from the answer of another entry, which is then called first. The docs publish this
 * as an OpenAPI link.
 *
 * @param source the entry; the answer is that of its first example of a good answer
 * @param place a JSON pointer into the answer (RFC 6901), such as `/id`, or the name of a header that the entry `sets`. Of a
 *   header that holds a path of this API, a parameter of the path gets its own part: 7 of `/notes/7`.
 * @returns the mark, with the type of the value that it stands for
 * @example
 * examples: [{ params: { id: from(createNote, '/id') }, returns: … }],
 */
export function from<
  R extends z.ZodType,
  Place extends PointerInto<z.output<R>> | Name,
  Name extends string = never,
>(source: Source<R, Name>, place: Place): ValueAt<z.output<R>, Place> {
  return new Borrowed(source, place) as ValueAt<z.output<R>, Place>
}

/** A header's value is text. */
type ValueAt<T, Place> = Place extends `/${string}` ? PointedAt<T, Place> : string

/** Pointers may be this deep: a schema that holds itself has no deepest one. */
type Deeper = [never, 0, 1, 2, 3]

type PointerInto<T, Depth extends number = 4> = [Depth] extends [never]
  ? never
  : T extends readonly (infer Item)[]
    ? `/${number}` | `/${number}${PointerInto<Item, Deeper[Depth]>}`
    : T extends object
      ? { [Key in keyof T & string]: `/${Key}` | `/${Key}${PointerInto<T[Key], Deeper[Depth]>}` }[keyof T &
          string]
      : never

type PointedAt<T, Pointer> = Pointer extends `/${infer Key}/${infer Rest}`
  ? PointedAt<Member<T, Key>, `/${Rest}`>
  : Pointer extends `/${infer Key}`
    ? Member<T, Key>
    : never

type Member<T, Key extends string> = T extends readonly (infer Item)[]
  ? Item
  : Key extends keyof T
    ? NonNullable<T[Key]>
    : never
