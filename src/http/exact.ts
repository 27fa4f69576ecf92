/** What is handed on as it is: values without fields of their own to mend, and objects that more than fields make up. */
type Whole =
  | string
  | number
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | Date
  | RegExp
  | URL
  | Error
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | Promise<unknown>
  | ((...args: never[]) => unknown)

/**
 * `T` without `undefined` in the fields that may be missing, at any depth: `{ title?: string }` of
 * `{ title?: string | undefined }`. JSON has no undefined, so that a field that is there has a value; zod's types do not know
 * that, and under exactOptionalPropertyTypes the one does not fit where the other is wanted.
 */
export type Exact<T> = T extends Whole
  ? T
  : T extends object
    ? { [Key in keyof T]: Exact<IsOptional<T, Key> extends true ? Exclude<T[Key], undefined> : T[Key]> }
    : T

type IsOptional<T, Key extends keyof T> = T extends Record<Key, T[Key]> ? false : true
