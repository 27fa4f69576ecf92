import { createRequire } from 'node:module'

/** Makes a value when it is asked for, and then keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * A package that is loaded when it is first needed, by what waits for nothing, so that import() is out.
 *
 * What needs it may have a time limit (withinTime), which can interrupt the loading: then it begins anew.
 */
export function loadedOnce<Module>(name: string): () => Module {
  const require = createRequire(import.meta.url)
  return once(() => {
    for (const [file, module] of Object.entries(require.cache))
      if (!module?.loaded) delete require.cache[file]
    return require(name) as Module
  })
}
