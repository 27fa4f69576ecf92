const segment = /^(:[A-Za-z_]\w*|[\w.~-]+)$/

/** A parameter as Flask (`<name>`, `<int:name>`) and OpenAPI or FastAPI (`{name}`, `{name:path}`) write it. */
const foreignParam = /<(?:\w+:)?(\w+)>|\{(\w+)(?::\w+)?\}/g

/** The path in our own syntax: `/greet/:name` of `/greet/<name>`, `/greet/{name}` and `greet/:name/`. One that has no such form stays. */
export function inOwnSyntax(path: string): string {
  const words = path
    .replace(foreignParam, (_, ofFlask?: string, ofOpenApi?: string) => `:${ofFlask ?? ofOpenApi}`)
    .split('/')
    .filter(word => word !== '')
  const own = `/${words.join('/')}`
  return isPath(own) ? own : path
}

/** What is wrong with a path, and what to write where that is known; undefined if nothing is. */
export function pathFault(path: string): string | undefined {
  if (isPath(path)) return undefined
  const own = inOwnSyntax(path)
  const advice = own === path ? '' : `; write ${own}`
  return `the path ${path} may hold only words and :params between its slashes${advice}`
}

function isPath(path: string): boolean {
  return (
    path === '/' ||
    (path.startsWith('/') &&
      path
        .slice(1)
        .split('/')
        .every(part => segment.test(part)))
  )
}
