import { createRequire } from 'node:module'

/** Makes a value when it is asked for, and then keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A package that is loaded when it is first needed, by what waits for nothing, so that import() is out. */
export function loadedOnce<Module>(name: string): () => Module {
  return once(() => createRequire(import.meta.url)(name) as Module)
}
