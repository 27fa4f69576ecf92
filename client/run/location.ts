import { pathValues } from '../path-template.ts'

/**
 * The part of a Location that a parameter of another path stands for: of `http://h/app/notes/7`, for the `id` of
 * `/notes/{id}` below the base path `/app`, it is `7`.
 *
 * @param template the path that is called, below the base path
 * @returns undefined if the text is neither a URL nor a path, or does not fit
 */
export function locationPart(
  text: string,
  template: string,
  name: string,
  basePath: string,
): string | undefined {
  if (!/^(https?:\/)?\//i.test(text) || !URL.canParse(text, 'http://localhost')) return undefined
  const path = new URL(text, 'http://localhost').pathname.replace(/(?<=.)\/$/, '')
  const [wanted = ''] = template.split('?', 1)
  // A proxy may have taken the base path away before the server saw it.
  const paths = path.startsWith(`${basePath}/`) ? [path.slice(basePath.length), path] : [path]
  return paths.map(each => pathValues(wanted, each)?.get(name)).find(value => value !== undefined)
}
